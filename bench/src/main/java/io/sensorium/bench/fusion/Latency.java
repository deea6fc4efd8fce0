package io.sensorium.bench.fusion;

import io.sensorium.bench.truth.SourceEvents;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How long after its last event was appended a moment could be read whole, over the moments that
 * were given right.
 *
 * @param moments that were measured
 * @param p50Ms the median, in milliseconds
 * @param p99Ms what 99 % are within
 */
record Latency(int moments, double p50Ms, double p99Ms) {

  /**
   * @param delays in milliseconds by the number of the moment's frame
   * @param from moments of frames that arrived before this do not count
   * @param to nor those of frames after this
   */
  static Latency of(Map<Integer, Long> delays, SourceEvents events, Instant from, Instant to) {
    return of(
        delays.entrySet().stream()
            .filter(delay -> events.arrivalMs(delay.getKey()) >= from.toEpochMilli())
            .filter(delay -> events.arrivalMs(delay.getKey()) <= to.toEpochMilli())
            .map(Map.Entry::getValue)
            .toList());
  }

  static Latency of(List<Long> delays) {
    List<Long> sorted = delays.stream().sorted().toList();
    return new Latency(sorted.size(), part(sorted, 0.5), part(sorted, 0.99));
  }

  private static double part(List<Long> sorted, double part) {
    return sorted.isEmpty()
        ? Double.NaN
        : sorted.get((int) Math.min(sorted.size() - 1L, (long) (sorted.size() * part)));
  }
}
