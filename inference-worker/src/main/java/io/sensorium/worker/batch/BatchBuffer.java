package io.sensorium.worker.batch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What has come and is in no batch yet, with the rule for when it becomes one. To a taker that was
 * idle whatever is there goes at once, so that slow streams are never held back. A taker that comes
 * straight from another batch waits until there are {@code maxSize} or the oldest has waited {@code
 * maxDelayNanos}. Not thread-safe; time is an argument, in nanoseconds of any one clock.
 *
 * @param <T> what is batched
 */
public final class BatchBuffer<T> {
  private record Waiting<T>(T item, long since) {}

  private final int maxSize;
  private final long maxDelayNanos;
  private final Deque<Waiting<T>> waiting = new ArrayDeque<>();

  /**
   * @param maxSize items in a batch at most
   * @param maxDelayNanos how long an item waits for others while takers are busy
   */
  public BatchBuffer(int maxSize, long maxDelayNanos) {
    if (maxSize < 1 || maxDelayNanos < 0) {
      throw new IllegalArgumentException(
          "expected a size of at least 1 and a delay of at least 0, found %d and %d"
              .formatted(maxSize, maxDelayNanos));
    }
    this.maxSize = maxSize;
    this.maxDelayNanos = maxDelayNanos;
  }

  /** Takes an item in. */
  public void add(T item, long now) {
    waiting.add(new Waiting<>(item, now));
  }

  /** Whether nothing waits. */
  public boolean isEmpty() {
    return waiting.isEmpty();
  }

  /**
   * The next batch in order of arrival, or nothing where it is not due.
   *
   * @param idle whether the taker found nothing when it came
   */
  public List<T> poll(long now, boolean idle) {
    if (nanosUntilDue(now, idle) > 0) {
      return List.of();
    }
    List<T> batch = new ArrayList<>(Math.min(maxSize, waiting.size()));
    while (batch.size() < maxSize && !waiting.isEmpty()) {
      batch.add(waiting.remove().item());
    }
    return batch;
  }

  /** Nanoseconds until a batch is due if nothing more comes; {@link Long#MAX_VALUE} for never. */
  public long nanosUntilDue(long now, boolean idle) {
    Waiting<T> oldest = waiting.peek();
    if (oldest == null) {
      return Long.MAX_VALUE;
    }
    if (idle || waiting.size() >= maxSize) {
      return 0;
    }
    return Math.max(0, maxDelayNanos - (now - oldest.since()));
  }
}
