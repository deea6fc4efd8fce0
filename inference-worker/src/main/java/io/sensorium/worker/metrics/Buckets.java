package io.sensorium.worker.metrics;

import java.time.Duration;
import java.util.stream.DoubleStream;

/** Upper bounds of the histograms' buckets. */
final class Buckets {
  /** 100 µs to 10 s: what a model or a transaction takes. */
  static final Duration[] SHORT =
      millis(0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 10_000);

  /** 1 ms to 60 s: what moments wait. */
  static final Duration[] LONG =
      millis(1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000);

  private Buckets() {}

  private static Duration[] millis(double... bounds) {
    return DoubleStream.of(bounds)
        .mapToObj(bound -> Duration.ofNanos((long) (bound * 1e6)))
        .toArray(Duration[]::new);
  }
}
