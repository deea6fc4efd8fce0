package io.sensorium.bench.fusion;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A contender's runs.
 *
 * @param kind which it is
 * @param rounds that count; fewer than asked for if it failed
 * @param latency beside the live load; null if it was not measured
 * @param failure why it could not go on; null if it could
 */
record Standing(
    ContenderKind kind, List<Round> rounds, @Nullable Latency latency, @Nullable String failure) {
  Standing {
    rounds = List.copyOf(rounds);
  }

  /** The median of one figure; NaN without a round. */
  double median(ToDoubleFunction<Round> figure) {
    double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  double smallest(ToDoubleFunction<Round> figure) {
    return rounds.stream().mapToDouble(figure).min().orElse(Double.NaN);
  }

  double largest(ToDoubleFunction<Round> figure) {
    return rounds.stream().mapToDouble(figure).max().orElse(Double.NaN);
  }
}
