package io.sensorium.deploy.deadletter;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what is sent back with the progress in transactions. Of two replays of one pipeline at
 * a time the later one goes on. For one thread.
 */
final class ReplayPublisher implements AutoCloseable {
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final @Nullable Producer<byte[], byte[]> producer;

  private ReplayPublisher(@Nullable Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /**
   * @param dryRun whether to publish nothing
   */
  static ReplayPublisher open(Map<String, String> kafka, String pipeline, boolean dryRun) {
    if (dryRun) {
      return new ReplayPublisher(null);
    }
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, DeadLetterTopic.group(pipeline));
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    // Sources may be as large as their topics allow.
    settings.putIfAbsent(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 16 << 20);
    Producer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    try {
      producer.initTransactions();
      return new ReplayPublisher(producer);
    } catch (KafkaException e) {
      producer.close(Duration.ZERO);
      throw e;
    }
  }

  /**
   * Publishes all or nothing.
   *
   * @throws KafkaException where it did not come about
   */
  void publish(
      List<ProducerRecord<byte[], byte[]>> records,
      Map<TopicPartition, OffsetAndMetadata> offsets,
      ConsumerGroupMetadata group) {
    if (producer == null) {
      return;
    }
    try {
      producer.beginTransaction();
      for (ProducerRecord<byte[], byte[]> record : records) {
        // The commit waits for it, and throws what it fails with.
        var unused = producer.send(record);
      }
      producer.sendOffsetsToTransaction(offsets, group);
      producer.commitTransaction();
    } catch (ProducerFencedException e) {
      throw new KafkaException(
          "another replay of this pipeline has begun and goes on; what this one has sent stays"
              + " sent",
          e);
    } catch (KafkaException e) {
      abort(producer);
      throw e;
    }
  }

  private static void abort(Producer<byte[], byte[]> producer) {
    try {
      producer.abortTransaction();
    } catch (KafkaException e) {
      // The broker aborts it by itself when its time is over.
    }
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close(CLOSE);
    }
  }
}
