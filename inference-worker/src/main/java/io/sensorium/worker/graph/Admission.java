package io.sensorium.worker.graph;

import io.sensorium.worker.batch.Backlog;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Lets so many moments be under way at most, and decides who of the others is next and who is
 * refused. A moment that is let in is never refused later: others may wait for what it computes.
 * Thread-safe.
 */
final class Admission {
  private record Refused(MomentWork work, GraphListener.Refusal why) {}

  private final QueuePolicy policy;
  private final int room;
  private final LongSupplier nanoTime;
  private final Consumer<MomentWork> next;
  private final BiConsumer<MomentWork, GraphListener.Refusal> refuse;
  private final Backlog<MomentWork> waiting = new Backlog<>();
  private int underWay;
  private boolean closed;

  /**
   * @param room moments under way at most
   * @param next gets those let in, one by one in their order, under this object's lock
   * @param refuse gets those refused, on whichever thread finds out
   */
  Admission(
      QueuePolicy policy,
      int room,
      LongSupplier nanoTime,
      Consumer<MomentWork> next,
      BiConsumer<MomentWork, GraphListener.Refusal> refuse) {
    this.policy = policy;
    this.room = room;
    this.nanoTime = nanoTime;
    this.next = next;
    this.refuse = refuse;
  }

  /**
   * Takes a moment in; blocks while there is neither room nor a place to wait, unless moments are
   * shed.
   *
   * @throws IllegalStateException after {@link #close()}
   */
  void enter(MomentWork work) throws InterruptedException {
    List<Refused> refused;
    synchronized (this) {
      while (!closed && full() && policy.shed() == QueuePolicy.Shed.NONE) {
        wait();
      }
      if (closed) {
        throw new IllegalStateException("the graph is closed");
      }
      waiting.add(work, policy.level(work.site()));
      refused = admit();
      while (waiting.size() > policy.capacity()) {
        MomentWork shed =
            policy.shed() == QueuePolicy.Shed.OLDEST
                ? waiting.pollOldestOfLowest()
                : waiting.pollNewestOfLowest();
        if (shed != null) {
          refused.add(new Refused(shed, GraphListener.Refusal.SHED));
        }
      }
    }
    tell(refused);
  }

  /** A moment that was let in is finished. */
  void leave() {
    List<Refused> refused;
    synchronized (this) {
      underWay--;
      refused = admit();
      notifyAll();
    }
    tell(refused);
  }

  /** Lets nobody in who comes from now on, and waits for all who came before. */
  void close() {
    boolean interrupted = false;
    synchronized (this) {
      closed = true;
      notifyAll();
      while (underWay > 0 || waiting.size() > 0) {
        try {
          wait();
        } catch (InterruptedException again) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean full() {
    return underWay >= room && waiting.size() >= policy.capacity();
  }

  private List<Refused> admit() {
    List<Refused> refused = new ArrayList<>();
    while (underWay < room) {
      MomentWork work = waiting.poll();
      if (work == null) {
        return refused;
      }
      long waited = nanoTime.getAsLong() - work.submittedNanos();
      boolean late = policy.deadline() != null && waited > policy.deadline().toNanos();
      if (late && policy.onDeadline() == QueuePolicy.OnDeadline.REJECT) {
        refused.add(new Refused(work, GraphListener.Refusal.DEADLINE));
      } else {
        work.letIn(late);
        underWay++;
        next.accept(work);
      }
    }
    return refused;
  }

  private void tell(List<Refused> refused) {
    refused.forEach(one -> refuse.accept(one.work(), one.why()));
  }
}
