package io.sensorium.worker.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Reads moments of the assigned partitions into their lanes. A partition with a backlog rests. All
 * methods but {@link #wake()} and {@link #answered()} belong to one thread.
 */
final class MomentSource implements AutoCloseable {
  private static final Duration REWIND_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  /** Told before partitions are lost to the group. */
  interface Revocation {
    /**
     * @param mayPublish whether answers of those partitions may still be published
     */
    void leaving(Collection<TopicPartition> partitions, boolean mayPublish);
  }

  private final Consumer<byte[], byte[]> consumer;
  private final Lanes lanes;

  /** Answers that end the poll under way once they have come; 0 for none. */
  private final AtomicInteger awaited = new AtomicInteger();

  MomentSource(Consumer<byte[], byte[]> consumer, Lanes lanes) {
    this.consumer = consumer;
    this.lanes = lanes;
  }

  /** Told whether the worker is in its group. */
  interface Membership {
    void joined(boolean in);
  }

  void subscribe(String topic, Membership membership, Revocation revocation) {
    consumer.subscribe(
        List.of(topic),
        new ConsumerRebalanceListener() {
          @Override
          public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            lanes.add(partitions);
            membership.joined(true);
          }

          @Override
          public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            revocation.leaving(partitions, true);
            lanes.remove(partitions);
          }

          @Override
          public void onPartitionsLost(Collection<TopicPartition> partitions) {
            revocation.leaving(partitions, false);
            lanes.remove(partitions);
            membership.joined(false);
          }
        });
  }

  /**
   * Reads, until there is something, so many answers have come, or that time is over.
   *
   * @param answers at least 1
   * @param timeout asked for when answers already count
   * @param hold whether to read nothing, but stay in the group
   */
  void read(int answers, Supplier<Duration> timeout, boolean hold) {
    rest(hold);
    // The order matters: an answer that comes after the look at what is there is counted.
    awaited.set(answers);
    try {
      lanes.enqueue(consumer.poll(timeout.get()));
    } catch (WakeupException e) {
      // The answers are there.
    } finally {
      awaited.set(0);
    }
  }

  /** Counts an answer, from any thread. */
  void answered() {
    if (awaited.getAndUpdate(left -> Math.max(0, left - 1)) == 1) {
      consumer.wakeup();
    }
  }

  /** Ends a wait, from any thread. */
  void wake() {
    if (awaited.getAndSet(0) > 0) {
      consumer.wakeup();
    }
  }

  ConsumerGroupMetadata group() {
    return consumer.groupMetadata();
  }

  /**
   * Goes back to what is committed.
   *
   * @throws org.apache.kafka.common.KafkaException where the broker does not answer
   */
  void rewind() {
    Map<TopicPartition, OffsetAndMetadata> committed =
        consumer.committed(consumer.assignment(), REWIND_TIMEOUT);
    lanes.dropAll();
    lanes
        .all()
        .forEach(
            (partition, lane) -> {
              OffsetAndMetadata offset = committed.get(partition);
              if (offset != null) {
                consumer.seek(partition, offset.offset());
              } else {
                lane.first().ifPresent(first -> consumer.seek(partition, first));
              }
            });
  }

  /** Leaves the group. */
  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
  }

  private void rest(boolean hold) {
    List<TopicPartition> resting = new ArrayList<>();
    List<TopicPartition> reading = new ArrayList<>();
    lanes
        .all()
        .forEach(
            (partition, lane) ->
                (hold || lane.nextRecord() != null ? resting : reading).add(partition));
    consumer.pause(resting);
    consumer.resume(reading);
  }
}
