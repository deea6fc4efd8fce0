package io.sensorium.bench.jvm;

/** What follows a contender's output while it runs. For one thread. */
public interface Tail {
  /** Reads on for a few milliseconds. */
  void poll();

  /** When the last record was read, milliseconds since the epoch of time; 0 before the first. */
  long lastVisibleMs();
}
