package io.sensorium.model.evaluate.metric;

import java.util.Arrays;

/** Durations by rank: the smallest that at least so many of a hundred do not exceed. */
public final class Spread {
  private final long[] sorted;

  /**
   * @param nanos at least one
   */
  public Spread(long[] nanos) {
    if (nanos.length == 0) {
      throw new IllegalArgumentException("expected at least one duration, found none");
    }
    this.sorted = nanos.clone();
    Arrays.sort(sorted);
  }

  public int count() {
    return sorted.length;
  }

  /** In milliseconds; {@code percent} above 0. */
  public double percentile(double percent) {
    int rank = (int) Math.ceil(percent / 100 * sorted.length);
    return sorted[Math.max(1, rank) - 1] / 1e6;
  }
}
