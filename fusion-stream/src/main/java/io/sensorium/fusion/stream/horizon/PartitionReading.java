package io.sensorium.fusion.stream.horizon;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How far one source partition is read. Used by the stream thread that reads it, but for {@link
 * #probed}.
 */
final class PartitionReading {
  /**
   * The partition ended at {@code end} when it was asked for at {@code askedMs} at the earliest.
   */
  private record Probe(long end, long askedMs) {}

  private final long allowanceMs;
  private volatile @Nullable Probe probe;

  /** Offsets and arrival times of records that were fetched and not handed on yet, in a ring. */
  private long[] fetched = new long[64];

  private int first;
  private int waiting;
  private long position = -1;
  private long lastFetched = -1;
  private long known = Long.MIN_VALUE;

  /**
   * @param allowanceMs how long at most, in milliseconds, a record may be in the making between the
   *     instant that stamps its arrival and the instant from which an end offset counts it
   */
  PartitionReading(long allowanceMs) {
    this.allowanceMs = allowanceMs;
  }

  /** The broker has said where the partition ends. From any thread. */
  void probed(long end, long askedMs) {
    probe = new Probe(end, askedMs);
  }

  /** Whether the consumer's position would tell more. */
  boolean wantsPosition() {
    Probe last = probe;
    return last != null && position < last.end();
  }

  /** The consumer would fetch this offset next. */
  void position(long next) {
    position = next;
  }

  /** The consumer has returned a record. */
  void fetched(long offset, long arrivalMs) {
    if (offset <= lastFetched) {
      waiting = 0; // the consumer was set back
    }
    lastFetched = offset;
    position = offset + 1;
    if (waiting * 2 == fetched.length) {
      long[] longer = new long[fetched.length * 2];
      int head = Math.min(fetched.length - first, waiting * 2);
      System.arraycopy(fetched, first, longer, 0, head);
      System.arraycopy(fetched, 0, longer, head, waiting * 2 - head);
      Arrays.fill(fetched, 0);
      fetched = longer;
      first = 0;
    }
    int at = (first + waiting * 2) & (fetched.length - 1);
    fetched[at] = offset;
    fetched[at + 1] = arrivalMs;
    waiting++;
  }

  /** The record at the offset has been handed on. */
  void processed(long offset, long arrivalMs) {
    while (waiting > 0 && fetched[first] <= offset) {
      first = (first + 2) & (fetched.length - 1);
      waiting--;
    }
    known = Math.max(known, arrivalMs - 1);
  }

  /** Everything that arrived at or before this has been handed on. */
  long knownUpTo() {
    if (waiting > 0) {
      known = Math.max(known, fetched[first + 1] - 1);
    } else {
      Probe last = probe;
      if (last != null && position >= last.end()) {
        known = Math.max(known, last.askedMs() - allowanceMs);
      }
    }
    return known;
  }
}
