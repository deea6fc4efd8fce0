package io.sensorium.pipeline;

import java.time.Duration;

/** What opens a moment. */
public sealed interface Pace {
  /** A moment for each event of one input. */
  record Each(String input) implements Pace {}

  /** A moment at every multiple of a period, counted from the epoch of time. */
  record Every(Duration period) implements Pace {}
}
