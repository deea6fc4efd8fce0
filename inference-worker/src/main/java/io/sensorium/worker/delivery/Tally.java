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

  private final DeliveryListener listener;
  private volatile long flyingMoments;
  private volatile long flyingBytes;
  private volatile boolean joined;

  public Tally() {
    this(DeliveryListener.NONE);
  }

  /**
   * @param listener told of what is committed
   */
  public Tally(DeliveryListener listener) {
    this.listener = listener;
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
        count(List.of(answer));
      }

      @Override
      public void released() {
        fail();
      }
    };
  }

  /** Moments taken and not yet published. */
  public long flyingMoments() {
    return flyingMoments;
  }

  /** Bytes of payload of those. */
  public long flyingBytes() {
    return flyingBytes;
  }

  /** Whether the worker is in its group, with the partitions that it was given, if any. */
  public boolean joined() {
    return joined;
  }

  void fly(long moments, long bytes) {
    flyingMoments = moments;
    flyingBytes = bytes;
  }

  void join(boolean in) {
    joined = in;
  }

  void take() {
    taken.increment();
  }

  void fail() {
    failedTransactions.increment();
  }

  void commit(List<Answer> answers, long nanos) {
    listener.committed(answers.size(), nanos);
    count(answers);
  }

  private void count(List<Answer> answers) {
    for (Answer answer : answers) {
      LongAdder kind = answer.predicted() ? predictions : deadLetters;
      (answer.record() == null ? dropped : kind).increment();
      if (answer.times() != null) {
        listener.predicted(answer.times());
      }
      answer.lost().forEach(reason -> count(reason).increment());
    }
  }

  private LongAdder count(MissingReason reason) {
    return lost.computeIfAbsent(reason, r -> new LongAdder());
  }
}
