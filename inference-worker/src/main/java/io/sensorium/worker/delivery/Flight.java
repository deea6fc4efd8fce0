package io.sensorium.worker.delivery;

import io.sensorium.worker.answer.Answer;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** One moment on its way from its record to its answer. */
final class Flight {
  private final long offset;
  private final long bytes;
  private final long takenNanos;
  private final CompletableFuture<Answer> answer = new CompletableFuture<>();
  private final CompletableFuture<Void> submitted = new CompletableFuture<>();
  private volatile boolean dropped;

  /**
   * @param offset of the moment's record
   * @param bytes of payload that it holds
   * @param takenNanos when it began
   */
  Flight(long offset, long bytes, long takenNanos) {
    this.offset = offset;
    this.bytes = bytes;
    this.takenNanos = takenNanos;
  }

  long offset() {
    return offset;
  }

  long bytes() {
    return bytes;
  }

  /** When it began, by the delivery's clock. */
  long takenNanos() {
    return takenNanos;
  }

  /** Completes with what to publish; exceptionally where that cannot be said at all. */
  CompletableFuture<Answer> answer() {
    return answer;
  }

  /** Completes once the models have the moment, or never will: the next may go to them. */
  CompletableFuture<Void> submitted() {
    return submitted;
  }

  /** Whether nobody wants the answer any more. */
  boolean dropped() {
    return dropped;
  }

  /** Whether the answer was given up on its way, by a close or a release. */
  boolean cancelled() {
    if (!answer.isCompletedExceptionally()) {
      return false;
    }
    try {
      answer.join();
      return false;
    } catch (CancellationException e) {
      return true;
    } catch (CompletionException e) {
      return e.getCause() instanceof CancellationException;
    }
  }

  /** Gives the answer up: its record will be read again, here or elsewhere. */
  void drop() {
    dropped = true;
  }
}
