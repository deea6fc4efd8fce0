package io.sensorium.ingest.simulator;

/**
 * What an event shows, before it is rendered. Times are of the site's true clock, in microseconds.
 */
public sealed interface Content {
  /** A frame of the site's camera. */
  record View(long timeUs) implements Content {}

  /** A span of the site's sound. */
  record Sound(long startUs, int samples) implements Content {}

  /** Something said, if spoken, or else written. */
  record Words(String text, boolean spoken) implements Content {}
}
