package io.sensorium.deploy.worker;

import static org.awaitility.Awaitility.await;

import io.sensorium.event.DeadLetter;
import io.sensorium.event.Stage;
import io.sensorium.serde.AvroSerializer;
import io.sensorium.topic.Topics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes dead letters of a pipeline, and reads what comes back to a topic with one partition. */
final class Replayed implements AutoCloseable {
  private final String pipeline;
  private final AvroSerializer<DeadLetter> letters = new AvroSerializer<>();
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;

  Replayed(Map<String, String> kafka, String topic, String pipeline) {
    this.pipeline = pipeline;
    letters.configure(kafka, false);
    Map<String, Object> settings = new HashMap<>(kafka);
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    settings.put("isolation.level", "read_committed");
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    TopicPartition partition = new TopicPartition(topic, 0);
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
  }

  /** Writes a dead letter of fusion about a record. */
  void letter(byte[] key, String topic, long offset, byte[] value) throws Exception {
    String to = Topics.deadLetters(pipeline);
    DeadLetter letter =
        DeadLetter.newBuilder()
            .setPipeline(pipeline)
            .setTopic(topic)
            .setPartition(0)
            .setOffset(offset)
            .setStage(Stage.FUSION)
            .setReason("expected an event")
            .setFailedAt(Instant.now())
            .setValue(value == null ? null : ByteBuffer.wrap(value))
            .build();
    producer.send(new ProducerRecord<>(to, 0, key, letters.serialize(to, letter))).get();
  }

  /** The first record of the topic. */
  ConsumerRecord<byte[], byte[]> read() {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    await()
        .atMost(DeliveryLab.LIMIT)
        .until(
            () -> {
              consumer.poll(Duration.ofMillis(50)).forEach(records::add);
              return !records.isEmpty();
            });
    return records.get(0);
  }

  @Override
  public void close() {
    producer.close();
    consumer.close();
    letters.close();
  }
}
