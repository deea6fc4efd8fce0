package io.sensorium.worker.device;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * In which order runs go: start-time fair queueing (Goyal, Vin and Cheng, 1996). Every share has a
 * clock that advances by what its runs cost, and who is furthest behind goes first; a share that
 * comes back from doing nothing begins at the present, so that nobody saves up turns. What a run
 * will cost is taken to be what the one before did, and put right when it is done. Not thread-safe.
 */
final class TurnOrder {
  private final PriorityQueue<Ticket> waiting =
      new PriorityQueue<>(
          Comparator.comparingLong(Ticket::start).thenComparingLong(Ticket::number));
  private long present;
  private long numbers;

  /** One of those who share. */
  static final class Share {
    private long end;
    private long estimate;
  }

  /** A run that wants its turn. */
  record Ticket(Share share, long start, long estimate, long number) {}

  /** A run of that share waits from now on. */
  Ticket add(Share share) {
    long start = Math.max(present, share.end);
    share.end = start + share.estimate;
    Ticket ticket = new Ticket(share, start, share.estimate, numbers++);
    waiting.add(ticket);
    return ticket;
  }

  /** Whose turn it is; null where nobody waits. */
  @Nullable Ticket next() {
    Ticket next = waiting.poll();
    if (next != null) {
      present = Math.max(present, next.start);
    }
    return next;
  }

  /** A run whose turn it was is done. */
  void done(Ticket ticket, long cost) {
    ticket.share.end += cost - ticket.estimate;
    ticket.share.estimate = cost;
  }
}
