package io.sensorium.worker.delivery;

import io.sensorium.event.MissingReason;
import io.sensorium.worker.answer.Answer;
import io.sensorium.worker.share.ShareEvents;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts since the start. Read from any thread. */
public final class Tally {
  private final LongAdder taken = new LongAdder();
  private final LongAdder predictions = new LongAdder();
  private final LongAdder deadLetters = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder failedTransactions = new LongAdder();
  private final Map<MissingReason, LongAdder> lost = new EnumMap<>(MissingReason.class);

  public Tally() {
    for (MissingReason reason : MissingReason.values()) {
      lost.put(reason, new LongAdder());
    }
  }

  /** Moments read, those that were read again among them. */
  public long taken() {
    return taken.sum();
  }

  /** Predictions committed. */
  public long predictions() {
    return predictions.sum();
  }

  /** Dead letters committed. */
  public long deadLetters() {
    return deadLetters.sum();
  }

  /** Moments left out under load without a dead letter, committed as read. */
  public long dropped() {
    return dropped.sum();
  }

  /**
   * Transactions that did not commit, whose moments were read again; in a share group, moments that
   * were given back.
   */
  public long failedTransactions() {
    return failedTransactions.sum();
  }

  /** Payloads that the moments behind committed answers had to do without. */
  public Map<MissingReason, Long> lost() {
    Map<MissingReason, Long> counts = new EnumMap<>(MissingReason.class);
    lost.forEach((reason, count) -> counts.put(reason, count.sum()));
    return counts;
  }

  /** Counts for a share group; what is given back counts as a failed transaction would. */
  ShareEvents ofShareGroup() {
    return new ShareEvents() {
      @Override
      public void taken() {
        take();
      }

      @Override
      public void answered(Answer answer) {
        commit(List.of(answer));
      }

      @Override
      public void released() {
        fail();
      }
    };
  }

  void take() {
    taken.increment();
  }

  void fail() {
    failedTransactions.increment();
  }

  void commit(List<Answer> answers) {
    for (Answer answer : answers) {
      LongAdder kind = answer.predicted() ? predictions : deadLetters;
      (answer.record() == null ? dropped : kind).increment();
      answer.lost().forEach(reason -> count(reason).increment());
    }
  }

  private LongAdder count(MissingReason reason) {
    return lost.computeIfAbsent(reason, r -> new LongAdder());
  }
}
