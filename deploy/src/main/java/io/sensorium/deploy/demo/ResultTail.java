package io.sensorium.deploy.demo;

import io.sensorium.serde.AvroDeserializer;
import io.sensorium.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a pipeline's result topics from where they end at the start, committed records only,
 * without a consumer group. For one thread.
 */
final class ResultTail implements AutoCloseable {
  private final Consumer<byte[], byte[]> consumer;
  private final AvroDeserializer<SpecificRecord> values = new AvroDeserializer<>();

  ResultTail(Map<String, String> kafka, String pipeline) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "100");
    values.configure(kafka, false);
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic :
        List.of(
            Topics.moments(pipeline),
            Topics.dropped(pipeline),
            Topics.predictions(pipeline),
            Topics.deadLetters(pipeline))) {
      consumer
          .partitionsFor(topic)
          .forEach(p -> partitions.add(new TopicPartition(topic, p.partition())));
    }
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  /**
   * Hands on what has come.
   *
   * @param results takes each record's value and arrival time in milliseconds
   */
  void poll(Duration limit, BiConsumer<SpecificRecord, Long> results) {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(limit)) {
      SpecificRecord value = values.deserialize(record.topic(), record.headers(), record.value());
      if (value != null) {
        results.accept(value, record.timestamp());
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
    values.close();
  }
}
