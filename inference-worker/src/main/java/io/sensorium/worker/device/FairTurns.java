package io.sensorium.worker.device;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many runs be on a device at once, and shares its time equally among the models that want
 * it, however many threads each comes with and however long its runs are. Thread-safe.
 */
final class FairTurns {
  private final ReentrantLock lock = new ReentrantLock();
  private final TurnOrder order = new TurnOrder();
  private final Map<TurnOrder.Ticket, Condition> sleepers = new HashMap<>();
  private final LongSupplier nanoTime;
  private int free;

  /**
   * @param places runs at the same time
   * @param nanoTime a clock as {@link System#nanoTime()}
   */
  FairTurns(int places, LongSupplier nanoTime) {
    if (places < 1) {
      throw new IllegalArgumentException("expected at least 1 place, found " + places);
    }
    this.free = places;
    this.nanoTime = nanoTime;
  }

  /** Waits for the share's next turn. The caller ends it when its run is done. */
  Turn enter(TurnOrder.Share share) {
    lock.lock();
    try {
      TurnOrder.Ticket ticket = order.add(share);
      if (free > 0) {
        // With a place free nobody waits, so it is this one's.
        free--;
        order.next();
      } else {
        sleep(ticket);
      }
      return new Turn(ticket, nanoTime.getAsLong());
    } finally {
      lock.unlock();
    }
  }

  private void sleep(TurnOrder.Ticket ticket) {
    Condition turn = lock.newCondition();
    sleepers.put(ticket, turn);
    while (sleepers.containsKey(ticket)) {
      turn.awaitUninterruptibly();
    }
  }

  /** How many wait. */
  int waiting() {
    lock.lock();
    try {
      return sleepers.size();
    } finally {
      lock.unlock();
    }
  }

  /** A run on the device, until it ends. */
  final class Turn {
    private final TurnOrder.Ticket ticket;
    private final long begun;

    private Turn(TurnOrder.Ticket ticket, long begun) {
      this.ticket = ticket;
      this.begun = begun;
    }

    void end() {
      lock.lock();
      try {
        order.done(ticket, nanoTime.getAsLong() - begun);
        TurnOrder.@Nullable Ticket next = order.next();
        Condition sleeper = next == null ? null : sleepers.remove(next);
        if (sleeper == null) {
          free++;
        } else {
          sleeper.signal();
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
