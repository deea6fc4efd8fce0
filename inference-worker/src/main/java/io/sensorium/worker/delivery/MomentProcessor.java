package io.sensorium.worker.delivery;

import io.sensorium.event.MissingReason;
import io.sensorium.event.Moment;
import io.sensorium.event.Stage;
import io.sensorium.worker.answer.Answer;
import io.sensorium.worker.answer.AnswerWriter;
import io.sensorium.worker.moment.MomentPayloads;
import io.sensorium.worker.moment.Outcome;
import io.sensorium.worker.moment.Predictor;
import io.sensorium.worker.payload.PayloadResolver;
import io.sensorium.worker.payload.RegistryRetry;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Takes moments through payloads and models to their answers. Payloads of many moments are resolved
 * at once; the models get the moments of a partition in its order.
 */
final class MomentProcessor {

  /** A moment ready for the models, or why it never will be. */
  private record Prepared(
      @Nullable MomentPayloads payloads, Outcome.@Nullable Failed failure, long resolvingUs) {}

  private final PayloadResolver resolver;
  private final Predictor predictor;
  private final AnswerWriter writer;
  private final RegistryRetry retry;
  private final Executor submitting;
  private final LongSupplier nanoTime;

  /**
   * @param submitting one thread, on which the predictor may block
   * @param nanoTime a clock as {@link System#nanoTime()}
   */
  MomentProcessor(
      PayloadResolver resolver,
      Predictor predictor,
      AnswerWriter writer,
      RegistryRetry retry,
      Executor submitting,
      LongSupplier nanoTime) {
    this.resolver = resolver;
    this.predictor = predictor;
    this.writer = writer;
    this.retry = retry;
    this.submitting = submitting;
    this.nanoTime = nanoTime;
  }

  /**
   * Sets a moment on its way.
   *
   * @param turn completes once the moment before it in its partition is with the models
   */
  Flight take(
      ConsumerRecord<byte[], byte[]> record,
      MomentReader.Reading reading,
      CompletableFuture<Void> turn) {
    Moment moment =
        reading instanceof MomentReader.Reading.Present present ? present.moment() : null;
    Flight flight =
        new Flight(
            record.offset(), moment == null ? 0 : resolver.bytes(moment), nanoTime.getAsLong());
    CompletableFuture<Prepared> prepared = prepare(reading);
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    var unusedTurn =
        turn.runAfterBothAsync(prepared, () -> submit(prepared.join(), flight, outcome), submitting)
            .whenComplete((done, failure) -> pass(failure, outcome))
            .whenComplete((done, failure) -> flight.submitted().complete(null));
    var unusedAnswer =
        outcome
            .exceptionally(failure -> unexpected(Stage.MODEL, failure))
            .thenCompose(result -> write(record, moment, prepared.join(), result))
            .whenComplete((answer, failure) -> finish(flight, answer, failure));
    return flight;
  }

  private CompletableFuture<Prepared> prepare(MomentReader.Reading reading) {
    if (reading instanceof MomentReader.Reading.Poison poison) {
      return CompletableFuture.completedFuture(new Prepared(null, poison.failure(), 0));
    }
    Moment moment = ((MomentReader.Reading.Present) reading).moment();
    long started = nanoTime.getAsLong();
    return resolver
        .resolve(moment)
        .thenApply(
            payloads -> new Prepared(payloads, null, (nanoTime.getAsLong() - started) / 1_000))
        .exceptionally(failure -> new Prepared(null, unexpected(Stage.FEATURES, failure), 0));
  }

  private void submit(Prepared prepared, Flight flight, CompletableFuture<Outcome> outcome) {
    MomentPayloads payloads = prepared.payloads();
    if (payloads == null) {
      outcome.complete(prepared.failure());
      return;
    }
    if (flight.dropped()) {
      throw new CancellationException("the moment is read again, here or elsewhere");
    }
    try {
      var unused =
          predictor
              .submit(payloads)
              .whenComplete(
                  (result, failure) -> {
                    pass(failure, outcome);
                    outcome.complete(result);
                  });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for the models");
    }
  }

  private static void pass(@Nullable Throwable failure, CompletableFuture<Outcome> outcome) {
    if (failure != null) {
      outcome.completeExceptionally(failure);
    }
  }

  private static Outcome.Failed unexpected(Stage stage, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof CancellationException cancelled) {
      throw cancelled;
    }
    return new Outcome.Failed(
        stage,
        "expected an outcome, found %s; this is a fault of the worker: report it with its stack"
            .formatted(cause),
        cause);
  }

  private CompletableFuture<Answer> write(
      ConsumerRecord<byte[], byte[]> record,
      @Nullable Moment moment,
      Prepared prepared,
      Outcome outcome) {
    MomentPayloads payloads = prepared.payloads();
    if (payloads != null && outcome instanceof Outcome.Predicted predicted) {
      return retry.call(
          () -> writer.prediction(record, payloads, predicted, prepared.resolvingUs()));
    }
    if (outcome instanceof Outcome.Dropped) {
      return CompletableFuture.completedFuture(Answer.nothing());
    }
    List<MissingReason> lost = payloads == null ? List.of() : AnswerWriter.lost(payloads);
    Outcome.Failed failed = (Outcome.Failed) outcome;
    return retry.call(() -> writer.deadLetter(record, moment, failed, lost));
  }

  private static void finish(Flight flight, @Nullable Answer answer, @Nullable Throwable failure) {
    if (answer != null) {
      flight.answer().complete(answer);
    } else if (failure != null) {
      flight.answer().completeExceptionally(failure);
    }
  }
}
