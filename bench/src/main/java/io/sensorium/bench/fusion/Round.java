package io.sensorium.bench.fusion;

import io.sensorium.bench.contender.Usage;
import io.sensorium.bench.truth.Verdict;
import io.sensorium.topic.TopicCatalogue;
import io.sensorium.topic.TopicSpec;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one run of one contender showed.
 *
 * @param taken events that it took; fewer than there are where it stood still
 * @param eventsPerSecond from the first events taken to the last moment or row visible to readers
 *     of committed records; for a mere reader to the last event taken
 * @param cpuMicros processor time of the contender's JVM an event, in microseconds
 * @param brokerCpuMicros of the broker's
 * @param kafkaBytes that the contender had the broker append, without Kafka's internal topics
 * @param fileBytes that it wrote to files; -1 where unknown
 * @param heapBytes in use after a full collection at the end, state still held
 * @param residentBytes of its JVM then; -1 where unknown
 * @param rows moments or joined rows
 * @param verdict against the oracle; null for a mere reader
 */
record Round(
    long taken,
    double eventsPerSecond,
    double cpuMicros,
    double brokerCpuMicros,
    long kafkaBytes,
    long fileBytes,
    long heapBytes,
    long residentBytes,
    long rows,
    @Nullable Verdict verdict) {
  private static final Set<String> SOURCES =
      TopicCatalogue.sources(1).stream().map(TopicSpec::name).collect(Collectors.toSet());

  /**
   * @param endMs when it was over, milliseconds since the epoch of time
   */
  static Round of(
      long endMs,
      Usage usage,
      long brokerCpuNanos,
      long kafkaBytes,
      long rows,
      @Nullable Verdict verdict) {
    long counted = usage.taken() - usage.firstTaken();
    long millis = endMs - usage.firstMs();
    if (counted <= 0 || millis <= 0) {
      throw new IllegalStateException(
          "expected a run longer than one look at it; ask for more events");
    }
    return new Round(
        usage.taken(),
        counted * 1e3 / millis,
        usage.cpuNanos() / 1e3 / counted,
        brokerCpuNanos / 1e3 / counted,
        kafkaBytes,
        usage.fileBytes(),
        usage.heapBytes(),
        usage.residentBytes(),
        rows,
        verdict);
  }

  /** Bytes appended between two looks, by topic, to topics that are neither sources nor Kafka's. */
  static long written(Map<String, Long> before, Map<String, Long> after) {
    return after.entrySet().stream()
        .filter(topic -> !topic.getKey().startsWith("_") && !SOURCES.contains(topic.getKey()))
        .mapToLong(topic -> topic.getValue() - before.getOrDefault(topic.getKey(), 0L))
        .sum();
  }
}
