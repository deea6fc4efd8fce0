package io.sensorium.ingest.publish;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A bounded amount of memory that is taken and given back. For any number of threads.
 *
 * <p>Something larger than the whole budget is let through alone, so that it cannot wait for ever.
 */
public final class ByteBudget {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition given = lock.newCondition();
  private final long limit;

  @GuardedBy("lock")
  private long taken;

  public ByteBudget(long limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit " + limit);
    }
    this.limit = limit;
  }

  /** Takes at once, or not at all. Never waits for another's bytes. */
  public boolean tryTake(long bytes) {
    lock.lock();
    try {
      if (!fits(bytes)) {
        return false;
      }
      taken += bytes;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until there is room, and takes it. */
  public void take(long bytes) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!fits(bytes)) {
        given.await();
      }
      taken += bytes;
    } finally {
      lock.unlock();
    }
  }

  /** Gives back what was taken. */
  public void give(long bytes) {
    lock.lock();
    try {
      taken -= bytes;
      given.signalAll();
    } finally {
      lock.unlock();
    }
  }

  public long taken() {
    lock.lock();
    try {
      return taken;
    } finally {
      lock.unlock();
    }
  }

  public long limit() {
    return limit;
  }

  @GuardedBy("lock")
  private boolean fits(long bytes) {
    return taken == 0 || taken + bytes <= limit;
  }
}
