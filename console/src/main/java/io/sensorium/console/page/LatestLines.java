package io.sensorium.console.page;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Hands lines from the feed's thread to any number of readers, each at its own pace. Only the
 * latest are kept: a reader that is too slow misses the oldest, so memory is bounded and nobody
 * waits.
 */
final class LatestLines {
  private final int capacity;

  @GuardedBy("this")
  private final Deque<String> kept = new ArrayDeque<>();

  @GuardedBy("this")
  private long written;

  LatestLines(int capacity) {
    this.capacity = capacity;
  }

  synchronized void add(String line) {
    if (kept.size() == capacity) {
      kept.removeFirst();
    }
    kept.addLast(line);
    written++;
  }

  /**
   * What a reader has not seen and is still kept, oldest first.
   *
   * @param position how many lines were written when it last read; 0 for a new reader
   */
  synchronized Batch after(long position) {
    long fresh = Math.min(written - position, kept.size());
    return new Batch(kept.stream().skip(kept.size() - fresh).toList(), written);
  }

  /**
   * Lines, and the position to read on from.
   *
   * @param position how many lines had been written
   */
  record Batch(List<String> lines, long position) {}
}
