package io.sensorium.bench.worker;

import io.sensorium.bench.jvm.Tail;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Counts what becomes visible to readers of committed records from now on. For one thread. */
public final class AnswerTail implements Tail, AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(5);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> begins = new HashMap<>();
  private long count;
  private long lastVisibleMs;

  public AnswerTail(Map<String, String> kafka, String topic) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000");
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(one -> new TopicPartition(topic, one.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(one -> begins.put(one, consumer.position(one)));
  }

  @Override
  public void poll() {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
    if (!records.isEmpty()) {
      lastVisibleMs = System.currentTimeMillis();
      count += records.count();
    }
  }

  /** Records so far. */
  public long count() {
    return count;
  }

  @Override
  public long lastVisibleMs() {
    return lastVisibleMs;
  }

  /** Reads all of them again, now that time does not matter. */
  void gather(Consumer<ConsumerRecord<byte[], byte[]>> sink) {
    begins.forEach(consumer::seek);
    for (long left = count; left > 0; ) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
        sink.accept(record);
        left--;
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
