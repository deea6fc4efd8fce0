package io.sensorium.fusion.stream.horizon;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Knows how far partitions are read from what the consumers fetch and where the broker says that
 * the partitions end.
 *
 * <p>A partition is known up to just before the next record that was fetched and not handed on yet.
 * Where there is none, and the consumer's position has reached the end that the broker gave when
 * asked at wall time W, it is known up to W less the allowance: whatever had an earlier arrival
 * stamp was already below that end.
 */
public final class BrokerHorizon implements ReadHorizon {
  private final long allowanceMs;
  private final Map<TopicPartition, PartitionReading> readings = new ConcurrentHashMap<>();

  /** Partitions whose ends some task waits for; changed and waited for under its own lock. */
  private final Set<TopicPartition> awaited = ConcurrentHashMap.newKeySet();

  /**
   * @param allowance covers the time between a record's arrival stamp and its being counted by an
   *     end offset (an append in one process: below a millisecond unless it stalls; with followers:
   *     until they have it) and what the broker's clock is behind this machine's
   */
  public BrokerHorizon(Duration allowance) {
    this.allowanceMs = allowance.toMillis();
  }

  @Override
  public void begin(Collection<TopicPartition> partitions) {
    partitions.forEach(this::reading);
  }

  @Override
  public void end(Collection<TopicPartition> partitions) {
    awaited(partitions, false);
    partitions.forEach(readings::remove);
  }

  @Override
  public void awaited(Collection<TopicPartition> partitions, boolean waits) {
    synchronized (awaited) {
      if (!waits) {
        partitions.forEach(awaited::remove);
      } else if (awaited.addAll(partitions)) {
        awaited.notifyAll();
      }
    }
  }

  /** Whether any task of this JVM waits for an end. From any thread. */
  public boolean anyAwaited() {
    return !awaited.isEmpty();
  }

  @Override
  public void processed(TopicPartition partition, long offset, long arrivalMs) {
    reading(partition).processed(offset, arrivalMs);
  }

  @Override
  public long knownUpTo(Collection<TopicPartition> partitions) {
    long known = Long.MAX_VALUE;
    for (TopicPartition partition : partitions) {
      known = Math.min(known, reading(partition).knownUpTo());
    }
    return known;
  }

  /** Blocks until some task waits for an end; those whose ends are waited for. */
  Set<TopicPartition> awaited() throws InterruptedException {
    synchronized (awaited) {
      while (awaited.isEmpty()) {
        awaited.wait();
      }
      return Set.copyOf(awaited);
    }
  }

  /** The broker has said where a partition ends. From any thread. */
  void probed(TopicPartition partition, long end, long askedMs) {
    PartitionReading reading = readings.get(partition);
    if (reading != null) {
      reading.probed(end, askedMs);
    }
  }

  /** A consumer has polled; on the thread that polls. */
  public void polled(Consumer<?, ?> consumer, ConsumerRecords<?, ?> records) {
    for (TopicPartition partition : records.partitions()) {
      PartitionReading reading = reading(partition);
      for (ConsumerRecord<?, ?> record : records.records(partition)) {
        reading.fetched(record.offset(), record.timestamp());
      }
    }
    readings.forEach(
        (partition, reading) -> {
          if (reading.wantsPosition()) {
            askPosition(consumer, partition, reading);
          }
        });
  }

  private static void askPosition(
      Consumer<?, ?> consumer, TopicPartition partition, PartitionReading reading) {
    if (!consumer.assignment().contains(partition)) {
      return; // another thread's
    }
    try {
      reading.position(consumer.position(partition, Duration.ZERO));
    } catch (TimeoutException | IllegalStateException e) {
      // It has no position yet or no longer; a later poll will tell.
    }
  }

  private PartitionReading reading(TopicPartition partition) {
    return readings.computeIfAbsent(partition, p -> new PartitionReading(allowanceMs));
  }
}
