package io.sensorium.worker.batch;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * A {@link BatchBuffer} between threads. Thread-safe. It is as long as what its producers put in:
 * they bound it.
 *
 * @param <T> what is batched
 */
public final class BatchQueue<T> {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final BatchBuffer<T> buffer;
  private final LongSupplier nanoTime;
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

  /**
   * Waits for the next batch.
   *
   * @return never empty, except when the queue is closed and all has been taken
   */
  public List<T> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      boolean idle = buffer.isEmpty();
      while (true) {
        List<T> batch = buffer.poll(nanoTime.getAsLong(), idle || closed);
        if (!batch.isEmpty() || closed) {
          return batch;
        }
        long nanos = buffer.nanosUntilDue(nanoTime.getAsLong(), idle);
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
}
