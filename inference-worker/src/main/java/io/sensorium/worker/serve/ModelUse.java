package io.sensorium.worker.serve;

import io.sensorium.worker.serve.ServeException.Kind;
import io.sensorium.worker.tally.ModelTally;
import io.sensorium.worker.tensor.ModelException;
import io.sensorium.worker.tensor.ModelSignature;
import io.sensorium.worker.tensor.TensorDescription;
import io.sensorium.worker.tensor.TypedTensor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** A loaded model in use: it stays loaded until this is closed. Thread-safe. */
public final class ModelUse implements AutoCloseable {
  private final Shelf.Entry entry;
  private final SessionThreads threads;
  private final LongSupplier nanoTime;
  private final Runnable release;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** This use and its runs, which go on also where nobody waits for them any more. */
  private final AtomicInteger holds = new AtomicInteger(1);

  /**
   * @param release called once, when the use and its last run are over
   */
  ModelUse(Shelf.Entry entry, SessionThreads threads, LongSupplier nanoTime, Runnable release) {
    this.entry = entry;
    this.threads = threads;
    this.nanoTime = nanoTime;
    this.release = release;
  }

  /** What is used. */
  public ServedVersion version() {
    return entry.version();
  }

  /** What the model takes and gives. */
  public ModelSignature signature() {
    return model().signature();
  }

  /** What it has done for requests. */
  public ModelTally tally() {
    return model().tally();
  }

  /**
   * Runs the model on the first thread that is free. Not run where the future is cancelled first.
   *
   * @return fails with a {@link ServeException}
   * @throws ServeException if the tensors do not fit
   */
  public CompletableFuture<Map<String, TypedTensor>> run(
      Map<String, TypedTensor> inputs, Set<String> outputs) {
    SignatureCheck.check(version(), signature(), inputs, outputs);
    CompletableFuture<Map<String, TypedTensor>> result = new CompletableFuture<>();
    long asked = nanoTime.getAsLong();
    holds.incrementAndGet();
    try {
      threads.execute(
          thread -> {
            run(thread, inputs, outputs, asked, result);
            drop();
          });
    } catch (ServeException closing) {
      drop();
      throw closing;
    }
    return result;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      drop();
    }
  }

  private void drop() {
    if (holds.decrementAndGet() == 0) {
      release.run();
    }
  }

  private void run(
      int thread,
      Map<String, TypedTensor> inputs,
      Set<String> outputs,
      long asked,
      CompletableFuture<Map<String, TypedTensor>> result) {
    if (result.isDone()) {
      return;
    }
    LoadedModel model = model();
    long begun = nanoTime.getAsLong();
    model.tally().queue().add(1, begun - asked);
    try {
      Map<String, TypedTensor> values = model.session(thread).run(inputs, outputs);
      model.tally().ran(1, rows(inputs), nanoTime.getAsLong() - begun);
      result.complete(values);
    } catch (ModelException failed) {
      result.completeExceptionally(new ServeException(Kind.FAILED, failed));
    } catch (RuntimeException | Error bug) {
      result.completeExceptionally(bug);
    }
  }

  /** The size of the first dimension, where the model leaves that open. */
  private long rows(Map<String, TypedTensor> inputs) {
    List<TensorDescription> described = signature().inputs();
    if (described.isEmpty() || described.get(0).dims().isEmpty()) {
      return 1;
    }
    TypedTensor first = inputs.get(described.get(0).name());
    return described.get(0).dims().get(0) < 0 && first != null ? first.dims().get(0) : 1;
  }

  private LoadedModel model() {
    return entry.model().join();
  }
}
