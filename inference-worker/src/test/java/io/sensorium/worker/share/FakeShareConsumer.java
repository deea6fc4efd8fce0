package io.sensorium.worker.share;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** A share consumer in explicit mode with one partition, as strict as the real one. */
final class FakeShareConsumer extends MockShareConsumer<byte[], byte[]> {
  static final TopicPartition MOMENTS = new TopicPartition("home.moments", 0);
  static final int LOCK_MS = 30_000;

  /** All acknowledgements, as {@code offset type}. */
  final List<String> acknowledged = new ArrayList<>();

  boolean renewalFails;
  boolean closed;
  private final List<ConsumerRecord<byte[], byte[]>> available = new ArrayList<>();
  private final Map<Long, ConsumerRecord<byte[], byte[]>> inFlight = new LinkedHashMap<>();
  private final Map<Long, ConsumerRecord<byte[], byte[]>> decided = new LinkedHashMap<>();
  private final List<ConsumerRecord<byte[], byte[]>> renewing = new ArrayList<>();
  private final List<ConsumerRecord<byte[], byte[]>> renewed = new ArrayList<>();

  /** Makes a moment available that has been delivered so often, that time included. */
  void offer(long offset, int deliveries) {
    available.add(
        new ConsumerRecord<>(
            MOMENTS.topic(),
            MOMENTS.partition(),
            offset,
            0L,
            TimestampType.LOG_APPEND_TIME,
            4,
            1,
            "site".getBytes(StandardCharsets.UTF_8),
            new byte[] {1},
            new RecordHeaders(),
            Optional.empty(),
            Optional.of((short) deliveries)));
  }

  @Override
  public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    if (!inFlight.keySet().equals(decided.keySet())) {
      throw new IllegalStateException("All records must be acknowledged");
    }
    take();
    List<ConsumerRecord<byte[], byte[]>> from = renewed.isEmpty() ? available : renewed;
    List<ConsumerRecord<byte[], byte[]>> records = List.copyOf(from);
    from.clear();
    records.forEach(record -> inFlight.put(record.offset(), record));
    return records.isEmpty()
        ? ConsumerRecords.empty()
        : new ConsumerRecords<>(Map.of(MOMENTS, records), Map.of());
  }

  @Override
  public synchronized void acknowledge(
      ConsumerRecord<byte[], byte[]> record, AcknowledgeType type) {
    if (!inFlight.containsKey(record.offset())) {
      throw new IllegalStateException("The record cannot be acknowledged.");
    }
    acknowledged.add(record.offset() + " " + type.name());
    decided.put(record.offset(), record);
    if (type == AcknowledgeType.RENEW) {
      renewing.add(record);
    }
  }

  @Override
  public synchronized void commitAsync() {
    take();
  }

  @Override
  public synchronized Map<TopicIdPartition, Optional<KafkaException>> commitSync(Duration timeout) {
    take();
    Map<TopicIdPartition, Optional<KafkaException>> results = new HashMap<>();
    results.put(
        new TopicIdPartition(Uuid.ONE_UUID, MOMENTS),
        renewalFails ? Optional.of(new KafkaException("the lock is lost")) : Optional.empty());
    if (!renewalFails) {
      renewed.addAll(renewing);
    }
    renewing.clear();
    return results;
  }

  @Override
  public Optional<Integer> acquisitionLockTimeoutMs() {
    return Optional.of(LOCK_MS);
  }

  @Override
  public synchronized void close(Duration timeout) {
    closed = true;
  }

  private void take() {
    decided.keySet().forEach(inFlight::remove);
    decided.clear();
  }
}
