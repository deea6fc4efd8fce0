package io.sensorium.worker.share;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The moments that a share consumer has acquired, until each is acknowledged, and their locks. All
 * methods but {@link #wake()} belong to one thread.
 */
final class AcquiredMoments implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AcquiredMoments.class);
  private static final Duration BROKERS_LOCK = Duration.ofSeconds(30);
  private static final Duration CLOSE = Duration.ofSeconds(5);
  private static final Duration BACK = Duration.ofMillis(20);

  private record Place(TopicPartition partition, long offset) {
    static Place of(ConsumerRecord<byte[], byte[]> record) {
      return new Place(new TopicPartition(record.topic(), record.partition()), record.offset());
    }
  }

  private final ShareConsumer<byte[], byte[]> consumer;
  private final LongSupplier nanoTime;
  private final Map<Place, Held> moments = new LinkedHashMap<>();
  private final AtomicBoolean polling = new AtomicBoolean();
  private long lockedNanos;
  private boolean unsent;

  /**
   * @param consumer subscribed, in explicit mode
   * @param nanoTime a clock as {@link System#nanoTime()}
   */
  AcquiredMoments(ShareConsumer<byte[], byte[]> consumer, LongSupplier nanoTime) {
    this.consumer = consumer;
    this.nanoTime = nanoTime;
    consumer.setAcknowledgementCommitCallback(AcquiredMoments::acknowledged);
  }

  /** Takes what there is, until that time is over; acknowledgements go with it. */
  void acquire(Duration timeout) {
    unsent = false;
    add(poll(timeout));
  }

  boolean isEmpty() {
    return moments.isEmpty();
  }

  int size() {
    return moments.size();
  }

  List<Held> all() {
    return new ArrayList<>(moments.values());
  }

  /** Those that wait to be begun, in the order of their delivery. */
  List<Held> waiting() {
    return moments.values().stream().filter(Held::waiting).toList();
  }

  /** How many are on their way. */
  int begun() {
    return moments.size() - waiting().size();
  }

  /** Decides on a moment. It is acknowledged now or, with others, by {@link #flush()}. */
  void settle(Held held, AcknowledgeType type) {
    held.settle(type);
    moments.remove(Place.of(held.record()));
    try {
      consumer.acknowledge(held.record(), type);
      unsent = true;
    } catch (IllegalStateException e) {
      // A renewal that failed half way took it from the client; the broker delivers it again.
      LOG.warn("{} could not be acknowledged: {}", Place.of(held.record()), e.getMessage());
    }
  }

  /** Sends the acknowledgements on their way; with nothing left, the next acquisition does. */
  void flush() {
    if (unsent && !moments.isEmpty()) {
      unsent = false;
      consumer.commitAsync();
    }
  }

  /** How long until the locks have to be renewed. */
  Duration untilRenewal() {
    long half = lock().toNanos() / 2;
    return Duration.ofNanos(Math.max(0, lockedNanos + half - nanoTime.getAsLong()));
  }

  /** Renews all locks. A moment whose lock is lost meanwhile is gone: it is delivered again. */
  void renew() {
    unsent = false;
    lockedNanos = nanoTime.getAsLong();
    moments.values().forEach(held -> consumer.acknowledge(held.record(), AcknowledgeType.RENEW));
    Map<TopicIdPartition, Optional<KafkaException>> results =
        consumer.commitSync(lock().dividedBy(4));
    results.forEach((partition, failure) -> failure.ifPresent(f -> lose(partition, f)));
    long until = nanoTime.getAsLong() + lock().toNanos() / 8;
    ConsumerRecords<byte[], byte[]> back = ConsumerRecords.empty();
    // What is renewed comes back through a poll, and only then can it be acknowledged.
    while (!moments.isEmpty() && back.isEmpty() && until - nanoTime.getAsLong() > 0) {
      back = poll(BACK);
    }
    Set<Place> places = new HashSet<>();
    back.forEach(record -> places.add(Place.of(record)));
    all().stream()
        .filter(held -> !places.contains(Place.of(held.record())))
        .forEach(held -> lose(held, "its lock could not be renewed"));
    add(back);
  }

  /** Ends a poll, from any thread. */
  void wake() {
    if (polling.get()) {
      consumer.wakeup();
    }
  }

  /** Sends what was decided, and leaves the group. */
  @Override
  public void close() {
    consumer.close(CLOSE);
  }

  private ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    polling.set(true);
    try {
      return consumer.poll(timeout);
    } catch (WakeupException e) {
      return ConsumerRecords.empty();
    } finally {
      polling.set(false);
    }
  }

  private void add(ConsumerRecords<byte[], byte[]> records) {
    if (!records.isEmpty()) {
      lockedNanos = nanoTime.getAsLong();
    }
    records.forEach(record -> moments.putIfAbsent(Place.of(record), new Held(record)));
  }

  private void lose(TopicIdPartition partition, KafkaException failure) {
    all().stream()
        .filter(held -> Place.of(held.record()).partition().equals(partition.topicPartition()))
        .forEach(held -> lose(held, failure.toString()));
  }

  private void lose(Held held, String reason) {
    Place place = Place.of(held.record());
    LOG.warn("Moment {}@{} is delivered again: {}", place.partition(), place.offset(), reason);
    moments.remove(place);
    held.lose();
  }

  private Duration lock() {
    return consumer.acquisitionLockTimeoutMs().map(Duration::ofMillis).orElse(BROKERS_LOCK);
  }

  private static void acknowledged(
      Map<TopicIdPartition, Set<Long>> offsets, @Nullable Exception failure) {
    if (failure != null) {
      LOG.warn(
          "{} were not acknowledged and are delivered again, though they may be answered: {}",
          offsets,
          failure.toString());
    }
  }
}
