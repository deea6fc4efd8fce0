package io.sensorium.bench.worker;

import io.sensorium.bench.contender.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What one run of one contender showed.
 *
 * @param perSecond predictions, from the first events taken to the last prediction visible to
 *     readers of committed records; of a bare loop to its end
 * @param cpuMicros processor time of the contender's JVM a prediction, in microseconds
 * @param brokerCpuMicros of the broker's
 * @param heapBytes in use after a full collection at the end
 * @param residentBytes of its JVM then; -1 where unknown
 * @param verdict of its predictions; null where it writes none
 */
public record WorkerRound(
    double perSecond,
    double cpuMicros,
    double brokerCpuMicros,
    long heapBytes,
    long residentBytes,
    @Nullable Verdict verdict) {

  /**
   * @param endMs when it was over, milliseconds since the epoch of time
   */
  static WorkerRound of(long endMs, Usage usage, long brokerCpuNanos, @Nullable Verdict verdict) {
    long counted = usage.taken() - usage.firstTaken();
    long millis = endMs - usage.firstMs();
    if (counted <= 0 || millis <= 0) {
      throw new IllegalStateException(
          "expected a run longer than one look at it; ask for more events");
    }
    return new WorkerRound(
        counted * 1e3 / millis,
        usage.cpuNanos() / 1e3 / counted,
        brokerCpuNanos / 1e3 / counted,
        usage.heapBytes(),
        usage.residentBytes(),
        verdict);
  }
}
