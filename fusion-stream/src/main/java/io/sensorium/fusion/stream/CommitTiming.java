package io.sensorium.fusion.stream;

/**
 * When a task asks for a commit beside those of Kafka Streams, which come once a second. With
 * exactly-once a moment is visible only then. A task that reads live asks soon after each moment; a
 * task with a backlog does not, since a commit stops its reading and nobody waits for a moment that
 * is late anyway.
 */
final class CommitTiming {
  /** A task that has read up to this long ago reads live. */
  private static final long LIVE_MS = 500;

  private final long leastMs;
  private long lastMs;
  private boolean pending;

  /**
   * @param leastMs between two commits; {@link Long#MAX_VALUE} where moments are visible without
   */
  CommitTiming(long leastMs) {
    this.leastMs = leastMs;
  }

  /** Something was sent that a commit makes visible. */
  void sent() {
    pending = leastMs < Long.MAX_VALUE;
  }

  /** A commit begins. */
  void committing(long nowMs) {
    lastMs = nowMs;
    pending = false;
  }

  /** Whether something waits for a commit. */
  boolean pending() {
    return pending;
  }

  /** Whether to ask for a commit, where everything that arrived by {@code knownMs} is read. */
  boolean due(long nowMs, long knownMs) {
    return pending && nowMs - lastMs >= leastMs && knownMs >= nowMs - LIVE_MS;
  }
}
