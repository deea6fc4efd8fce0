package io.sensorium.bench.latency;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A thread that follows partition 0 of a topic, from its end, as a reader of committed records. */
final class Follower implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final BiConsumer<byte[], Long> sink;
  private final CountDownLatch ready = new CountDownLatch(1);
  private final TopicPartition partition;
  private final Thread thread;

  private Follower(Map<String, String> kafka, String topic, BiConsumer<byte[], Long> sink) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    this.consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.sink = sink;
    this.partition = new TopicPartition(topic, 0);
    this.thread = new Thread(this::run, "follower-" + topic);
    thread.setDaemon(true);
  }

  /**
   * Begins, and returns when it has a place on the topic.
   *
   * @param sink takes each value with the microsecond at which it was read; called on its thread
   */
  static Follower start(Map<String, String> kafka, String topic, BiConsumer<byte[], Long> sink)
      throws InterruptedException {
    Follower follower = new Follower(kafka, topic, sink);
    follower.thread.start();
    follower.ready.await();
    return follower;
  }

  private void run() {
    try (consumer) {
      consumer.assign(List.of(partition));
      consumer.seekToEnd(List.of(partition));
      long unused = consumer.position(partition);
      ready.countDown();
      while (true) {
        var records = consumer.poll(Duration.ofSeconds(1));
        long now = Clock.us();
        for (ConsumerRecord<byte[], byte[]> record : records) {
          sink.accept(record.value(), now);
        }
      }
    } catch (WakeupException e) {
      // closed
    }
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
