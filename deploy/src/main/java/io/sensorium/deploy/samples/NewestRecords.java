package io.sensorium.deploy.samples;

import io.sensorium.config.ConfigException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The last records of each of a topic's partitions, up to the ends that they have at the start. */
final class NewestRecords {
  private static final Duration POLL = Duration.ofMillis(200);

  /** Polls without a record after which the broker is taken to be gone. */
  private static final int MOST_EMPTY = 100;

  private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> kafka;
  private final String topic;
  private Map<TopicPartition, Long> ends = Map.of();

  /**
   * @param kafka stays the caller's to close
   */
  NewestRecords(org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> kafka, String topic) {
    this.kafka = kafka;
    this.topic = topic;
  }

  /**
   * Where to begin in each partition that has records.
   *
   * @param most records of all partitions together, about as many from each
   * @throws ConfigException if there is no such topic
   */
  Map<TopicPartition, Long> starts(int most) {
    List<PartitionInfo> infos = Optional.ofNullable(kafka.partitionsFor(topic)).orElse(List.of());
    if (infos.isEmpty()) {
      throw new ConfigException(
          "--topic: expected a topic, found none named '"
              + topic
              + "'. Those of events are camera.frames, audio.chunks and text.events.");
    }
    List<TopicPartition> all =
        infos.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
    Map<TopicPartition, Long> begins = kafka.beginningOffsets(all);
    Map<TopicPartition, Long> filled = new HashMap<>(kafka.endOffsets(all));
    filled.entrySet().removeIf(end -> end.getValue() <= begins.getOrDefault(end.getKey(), 0L));
    ends = Map.copyOf(filled);
    long each = (most + ends.size() - 1L) / Math.max(1, ends.size());
    Map<TopicPartition, Long> starts = new HashMap<>();
    ends.forEach(
        (partition, end) ->
            starts.put(partition, Math.max(begins.getOrDefault(partition, 0L), end - each)));
    kafka.assign(ends.keySet());
    return starts;
  }

  /** One of the records from there on; nothing where there are none. */
  Optional<ConsumerRecord<byte[], byte[]>> first(Map<TopicPartition, Long> starts) {
    starts.forEach(kafka::seek);
    for (int empty = 0; !starts.isEmpty() && empty < MOST_EMPTY; empty++) {
      for (ConsumerRecord<byte[], byte[]> record : kafka.poll(POLL)) {
        return Optional.of(record);
      }
    }
    return Optional.empty();
  }

  /** Offsets of arrivals from a time on, in milliseconds; none behind those that are given. */
  Map<TopicPartition, Long> arrivedFrom(long time, Map<TopicPartition, Long> starts) {
    Map<TopicPartition, Long> times = new HashMap<>();
    starts.keySet().forEach(partition -> times.put(partition, time));
    Map<TopicPartition, Long> earlier = new HashMap<>(starts);
    kafka.offsetsForTimes(times).forEach((p, found) -> earlier.merge(p, offset(found), Math::min));
    return earlier;
  }

  private static long offset(@Nullable OffsetAndTimestamp found) {
    return found == null ? Long.MAX_VALUE : found.offset();
  }

  /**
   * Reads from offsets to the ends.
   *
   * @throws ConfigException if no more records come before that
   */
  void read(Map<TopicPartition, Long> from, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    from.forEach(kafka::seek);
    Map<TopicPartition, Long> unread = new HashMap<>(ends);
    int empty = 0;
    while (!unread.isEmpty()) {
      ConsumerRecords<byte[], byte[]> records = kafka.poll(POLL);
      empty = records.isEmpty() ? empty + 1 : 0;
      for (ConsumerRecord<byte[], byte[]> record : records) {
        Long end = unread.get(new TopicPartition(topic, record.partition()));
        if (end != null && record.offset() < end) {
          each.accept(record);
        }
      }
      unread.entrySet().removeIf(end -> kafka.position(end.getKey()) >= end.getValue());
      if (empty == MOST_EMPTY) {
        throw new ConfigException(
            "expected the rest of topic '%s', found no more records within %d s. Is the broker up?"
                .formatted(topic, MOST_EMPTY * POLL.toMillis() / 1_000));
      }
    }
  }
}
