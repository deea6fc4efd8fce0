package io.sensorium.deploy.worker;

import io.sensorium.event.DeadLetter;
import io.sensorium.event.Prediction;
import io.sensorium.serde.AvroDeserializer;
import io.sensorium.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The committed predictions and dead letters of a pipeline, read on and on. For one thread. */
final class Answers implements AutoCloseable {
  /** Ids of predicted moments, in the order of their partitions. */
  final List<String> predicted = new ArrayList<>();

  /** Predictions that had to do without their frame. */
  final List<Prediction> blind = new ArrayList<>();

  final List<DeadLetter> deadLetters = new ArrayList<>();

  /** The records of {@link #predicted}. */
  final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

  private final AvroDeserializer<SpecificRecord> values = new AvroDeserializer<>();
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions = new ArrayList<>();

  Answers(Map<String, String> kafka, String pipeline) {
    values.configure(kafka, false);
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put("isolation.level", "read_committed");
    settings.put("fetch.max.wait.ms", "50");
    settings.put("max.poll.records", "5000");
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    for (String topic : List.of(Topics.predictions(pipeline), Topics.deadLetters(pipeline))) {
      consumer
          .partitionsFor(topic)
          .forEach(p -> partitions.add(new TopicPartition(topic, p.partition())));
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Reads on to the present end. */
  Answers read() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      consumer.poll(Duration.ofMillis(20)).forEach(this::take);
    }
    return this;
  }

  /** Ids of predicted moments, each once. */
  Set<String> distinct() {
    return new HashSet<>(predicted);
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    SpecificRecord value = values.deserialize(record.topic(), record.value());
    if (value instanceof Prediction prediction) {
      predicted.add(prediction.getMomentId());
      records.add(record);
      if (!prediction.getMissing().isEmpty()) {
        blind.add(prediction);
      }
    } else {
      deadLetters.add((DeadLetter) value);
    }
  }

  @Override
  public void close() {
    consumer.close();
    values.close();
  }
}
