package io.sensorium.worker.payload;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** Asks the broker which offsets a partition has, and answers those who wait for others. */
final class Retention {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;

  Retention(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /**
   * Goes on from an offset that the partition does not have: seeks to the nearest that it has.
   *
   * @throws org.apache.kafka.common.errors.TimeoutException while the broker does not answer
   */
  void restart(TopicPartition partition, Tail tail) {
    long beginning = beginning(partition);
    tail.giveUpBelow(beginning);
    long wanted = tail.firstWaiting().orElse(tail.next());
    long from = Math.max(beginning, Math.min(wanted, end(partition)));
    consumer.seek(partition, from);
    tail.restart(from);
  }

  /**
   * Gives up those who wait for what the partition does not have, although they have waited long.
   *
   * @throws org.apache.kafka.common.errors.TimeoutException while the broker does not answer
   */
  void settle(TopicPartition partition, Tail tail) {
    List<PartitionInfo> known = consumer.partitionsFor(partition.topic(), TIMEOUT);
    if (known == null || known.stream().noneMatch(p -> p.partition() == partition.partition())) {
      tail.giveUpAll("there is no partition " + partition);
      return;
    }
    tail.giveUpBelow(beginning(partition));
    tail.giveUpFrom(end(partition));
  }

  private long beginning(TopicPartition partition) {
    return Objects.requireNonNull(
        consumer.beginningOffsets(Set.of(partition), TIMEOUT).get(partition));
  }

  private long end(TopicPartition partition) {
    return Objects.requireNonNull(consumer.endOffsets(Set.of(partition), TIMEOUT).get(partition));
  }
}
