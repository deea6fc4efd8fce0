package io.sensorium.deploy.deadletter;

import io.sensorium.event.DeadLetter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Finds what dead letters are about: in the letter, where it was small enough, or by its reference.
 * For one thread.
 */
final class Originals implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Consumer<byte[], byte[]> consumer;
  private final Map<String, List<PartitionInfo>> topics;

  /**
   * @param consumer assigned by this class alone; resets no offset by itself; closed with this
   */
  Originals(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
    this.topics = consumer.listTopics();
  }

  static Originals open(Map<String, String> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1");
    return new Originals(
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
  }

  /** How many partitions a topic has; 0 where there is no such topic. */
  int partitions(String topic) {
    List<PartitionInfo> found = topics.get(topic);
    return found == null ? 0 : found.size();
  }

  Original find(DeadLetter letter) {
    ByteBuffer kept = letter.getValue();
    if (kept != null) {
      byte[] value = new byte[kept.remaining()];
      kept.duplicate().get(value);
      return new Original.Found(value);
    }
    TopicPartition partition = new TopicPartition(letter.getTopic(), letter.getPartition());
    if (partition.partition() >= partitions(partition.topic())) {
      return new Original.Gone("there is no partition " + partition + " any more");
    }
    consumer.assign(List.of(partition));
    long beginning = offset(consumer.beginningOffsets(Set.of(partition)), partition);
    long end = offset(consumer.endOffsets(Set.of(partition)), partition);
    if (letter.getOffset() < beginning) {
      return new Original.Gone(
          "offset %d of %s is gone by retention: it now begins at %d"
              .formatted(letter.getOffset(), partition, beginning));
    }
    if (letter.getOffset() >= end) {
      return new Original.Gone(
          "offset %d of %s is beyond its end %d: it was cut or remade"
              .formatted(letter.getOffset(), partition, end));
    }
    return read(partition, letter.getOffset());
  }

  private Original read(TopicPartition partition, long offset) {
    consumer.seek(partition, offset);
    try {
      while (consumer.position(partition) <= offset) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (record.offset() == offset && record.value() != null) {
            return new Original.Found(record.value());
          }
        }
      }
    } catch (OffsetOutOfRangeException e) {
      return new Original.Gone("offset %d of %s has just gone".formatted(offset, partition));
    }
    return new Original.Gone("offset %d of %s holds no value".formatted(offset, partition));
  }

  private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
    return Objects.requireNonNull(offsets.get(partition));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
