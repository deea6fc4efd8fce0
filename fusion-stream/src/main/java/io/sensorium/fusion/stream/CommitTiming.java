package io.sensorium.fusion.stream;

/**
 * When a task asks for a commit beside those of Kafka Streams, which come once a second. With
 * exactly-once a moment is visible only then. A task that reads live asks soon after each moment:
 * as much time lies between two commits as the shorter of the last two took, so that they come
 * every few milliseconds where the broker is quick and seldom where it is busy, and a hiccup of one
 * does not put off the next. A task with a backlog does not ask, since a commit stops its reading
 * and nobody waits for a moment that is late anyway.
 */
final class CommitTiming {
  /** A task that has read up to this long ago reads live. */
  private static final long LIVE_MS = 500;

  private final long mostMs;
  private long beganMs;
  private long endedMs;
  private long tookMs = Long.MAX_VALUE;
  private long tookBeforeMs = Long.MAX_VALUE;
  private boolean committing;
  private boolean pending;

  /**
   * @param mostMs how long a moment is put off for the sake of fewer commits; {@link
   *     Long#MAX_VALUE} where moments are visible without
   */
  CommitTiming(long mostMs) {
    this.mostMs = mostMs;
  }

  /** Something was sent that a commit makes visible. */
  void sent() {
    pending = mostMs < Long.MAX_VALUE;
  }

  /** A commit begins. */
  void committing(long nowMs) {
    beganMs = nowMs;
    committing = true;
    pending = false;
  }

  /** The task is at work, and a commit that had begun is over. */
  void working(long nowMs) {
    if (committing) {
      endedMs = nowMs;
      tookBeforeMs = tookMs;
      tookMs = endedMs - beganMs;
      committing = false;
    }
  }

  /** Whether something waits for a commit. */
  boolean pending() {
    return pending;
  }

  /** Whether to ask for a commit, where everything that arrived by {@code knownMs} is read. */
  boolean due(long nowMs, long knownMs) {
    long pause = Math.min(mostMs, Math.min(tookMs, tookBeforeMs));
    return pending && nowMs - endedMs >= pause && knownMs >= nowMs - LIVE_MS;
  }
}
