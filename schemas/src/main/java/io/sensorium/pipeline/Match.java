package io.sensorium.pipeline;

import java.time.Duration;

/** How an input's events are matched to a moment at T. */
public sealed interface Match {
  /** The event with the smallest |t − T| ≤ tolerance. */
  record Nearest(Duration tolerance) implements Match {}

  /** The last event with t ≤ T and T − t ≤ lookback. */
  record Latest(Duration lookback) implements Match {}

  /** Every event whose span meets [T − before, T + after). */
  record Overlap(Duration before, Duration after) implements Match {}

  /**
   * One event of each set, with an approximate pace.
   *
   * @param minInterval two events of the input in succession are apart by this at least
   */
  record Member(Duration minInterval) implements Match {}
}
