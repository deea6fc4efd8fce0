package io.sensorium.worker.delivery;

import java.time.Duration;

/** A pause after trouble, twice as long each time until there is none. Owned by one thread. */
final class Backoff {
  private final Duration first;
  private final Duration longest;
  private Duration length = Duration.ZERO;
  private long fromNanos;

  Backoff(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
  }

  /** Whether the pause is still on. */
  boolean on(long nowNanos) {
    return nowNanos - fromNanos < length.toNanos();
  }

  /** Begins a pause, longer than the one before. */
  void begin(long nowNanos) {
    Duration doubled = length.multipliedBy(2);
    length = length.isZero() ? first : doubled.compareTo(longest) < 0 ? doubled : longest;
    fromNanos = nowNanos;
  }

  /** Whether there has been trouble since the last {@link #end()}. */
  boolean troubled() {
    return !length.isZero();
  }

  /** Takes the trouble as over. */
  void end() {
    length = Duration.ZERO;
  }
}
