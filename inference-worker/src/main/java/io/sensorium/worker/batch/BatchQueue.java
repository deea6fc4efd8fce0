package io.sensorium.worker.batch;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * A {@link BatchBuffer} between threads. What waits for others to form a batch waits only while
 * some taker is at work on an earlier one: where all are free, it goes at once. Thread-safe. It is
 * as long as what its producers put in: they bound it.
 *
 * @param <T> what is batched
 */
public final class BatchQueue<T> {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final BatchBuffer<T> buffer;
  private final LongSupplier nanoTime;
  private int atWork;
  private boolean closed;

  /**
   * @param nanoTime the clock, such as {@code System::nanoTime}
   */
  public BatchQueue(BatchBuffer<T> buffer, LongSupplier nanoTime) {
    this.buffer = buffer;
    this.nanoTime = nanoTime;
  }

  /** Takes an item in. */
  public void put(T item) {
    lock.lock();
    try {
      long now = nanoTime.getAsLong();
      boolean first = buffer.isEmpty();
      buffer.add(item, now);
      // Who waits beside a batch that is neither new nor due has nothing to do yet.
      if (first || buffer.nanosUntilDue(now, false) == 0) {
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** A taker for one thread. */
  public Taker taker() {
    return new Taker();
  }

  /** Lets takers have what is left, without waiting, and then nothing. */
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** One of those who take batches: at work on each until it comes for the next. */
  public final class Taker {
    private boolean working;

    private Taker() {}

    /**
     * Waits for the next batch.
     *
     * @return never empty, except when the queue is closed and all has been taken
     */
    public List<T> take() throws InterruptedException {
      lock.lockInterruptibly();
      try {
        boolean idle = !working || buffer.isEmpty();
        rest();
        while (true) {
          boolean free = idle || closed || atWork == 0;
          List<T> batch = buffer.poll(nanoTime.getAsLong(), free);
          if (!batch.isEmpty() || closed) {
            work(!batch.isEmpty());
            return batch;
          }
          long nanos = buffer.nanosUntilDue(nanoTime.getAsLong(), free);
          if (nanos == Long.MAX_VALUE) {
            idle = true;
            changed.await();
          } else if (nanos > 0) {
            changed.await(nanos, TimeUnit.NANOSECONDS);
          }
        }
      } finally {
        lock.unlock();
      }
    }

    private void rest() {
      atWork -= working ? 1 : 0;
      working = false;
    }

    private void work(boolean begins) {
      working = begins;
      atWork += begins ? 1 : 0;
    }
  }
}
