package io.sensorium.pipeline;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What opens a moment. */
public sealed interface Pace {
  /** A moment for each event of one input. */
  record Each(String input) implements Pace {}

  /** A moment at every multiple of a period, counted from the epoch of time. */
  record Every(Duration period) implements Pace {}

  /**
   * A moment for each set of events, one of each input, that lie closest in time.
   *
   * @param agePenalty by which factor of the time by which it ends later a later set must be
   *     shorter; 0 gives the shortest sets, more gives sets earlier
   * @param largestInterval no set spans more; null for no limit
   */
  record Approximate(double agePenalty, @Nullable Duration largestInterval) implements Pace {}
}
