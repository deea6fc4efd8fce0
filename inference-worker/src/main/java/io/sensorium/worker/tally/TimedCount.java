package io.sensorium.worker.tally;

import java.util.concurrent.atomic.LongAdder;

/** How often something happened, and how long it took in all. Thread-safe; adding never blocks. */
public final class TimedCount {
  private final LongAdder count = new LongAdder();
  private final LongAdder nanos = new LongAdder();

  /** Adds so many occasions, and what they took together. */
  public void add(long occasions, long nanoseconds) {
    count.add(occasions);
    nanos.add(nanoseconds);
  }

  public long count() {
    return count.sum();
  }

  public long nanos() {
    return nanos.sum();
  }
}
