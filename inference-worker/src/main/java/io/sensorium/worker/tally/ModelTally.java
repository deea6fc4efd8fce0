package io.sensorium.worker.tally;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * What one version of a model has done since it was first loaded. Times of requests that ran
 * together count for each of them. Thread-safe.
 */
public final class ModelTally {
  private final TalliedModel subject;
  private final LongSupplier millis;
  private final TimedCount success = new TimedCount();
  private final TimedCount failure = new TimedCount();
  private final TimedCount queue = new TimedCount();
  private final TimedCount input = new TimedCount();
  private final TimedCount inference = new TimedCount();
  private final TimedCount output = new TimedCount();
  private final LongAdder runs = new LongAdder();
  private final LongAdder rows = new LongAdder();
  private final LongAdder sessions = new LongAdder();
  private volatile RunListener listener = RunListener.NONE;
  private volatile long lastMillis;

  ModelTally(TalliedModel subject, LongSupplier millis) {
    this.subject = subject;
    this.millis = millis;
  }

  void listen(RunListener added) {
    listener = added;
  }

  /** What this is the tally of. */
  public TalliedModel subject() {
    return subject;
  }

  /**
   * Counts a run that succeeded.
   *
   * @param requests how many asked for it: moments, or the one HTTP request
   * @param rowsRun how many rows went through the model
   * @param nanos what the run took
   */
  public void ran(long requests, long rowsRun, long nanos) {
    runs.increment();
    rows.add(rowsRun);
    inference.add(requests, requests * nanos);
    lastMillis = millis.getAsLong();
    listener.ran(rowsRun, nanos);
  }

  /** Counts a session that was loaded. */
  public void opened() {
    sessions.increment();
  }

  /** Counts a session that was closed. */
  public void closed() {
    sessions.decrement();
  }

  /** Requests that were answered, with all that they took. */
  public TimedCount success() {
    return success;
  }

  /** Requests that failed. */
  public TimedCount failure() {
    return failure;
  }

  /** Waiting for a session; of HTTP requests only. */
  public TimedCount queue() {
    return queue;
  }

  /** Turning requests into tensors; of HTTP requests only. */
  public TimedCount input() {
    return input;
  }

  /** Runs that succeeded, as requests saw them. */
  public TimedCount inference() {
    return inference;
  }

  /** Turning tensors into answers; of HTTP requests only. */
  public TimedCount output() {
    return output;
  }

  /** Runs that succeeded. */
  public long runs() {
    return runs.sum();
  }

  /** Rows of those runs. */
  public long rows() {
    return rows.sum();
  }

  /** Sessions that are loaded now. */
  public long sessions() {
    return sessions.sum();
  }

  /** When it last ran, in milliseconds since 1970; 0 for never. */
  public long lastMillis() {
    return lastMillis;
  }
}
