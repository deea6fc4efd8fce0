package io.sensorium.worker.metrics;

import io.sensorium.worker.tally.ModelTally;
import io.sensorium.worker.tensor.ModelSession;
import io.sensorium.worker.tensor.ModelSignature;
import io.sensorium.worker.tensor.Tensor;
import io.sensorium.worker.tensor.TensorDescription;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/** One session, counted and timed; each row of a run counts as a request. */
final class MeasuredSession implements ModelSession {
  private final ModelSession session;
  private final ModelTally tally;
  private final LongSupplier nanoTime;

  /** An input whose first dimension the model leaves open; empty where none is. */
  private final String batched;

  MeasuredSession(ModelSession session, ModelTally tally, LongSupplier nanoTime) {
    this.session = session;
    this.tally = tally;
    this.nanoTime = nanoTime;
    this.batched =
        session.signature().inputs().stream()
            .filter(input -> open(input.dims()))
            .map(TensorDescription::name)
            .findFirst()
            .orElse("");
  }

  @Override
  public ModelSignature signature() {
    return session.signature();
  }

  @Override
  public String provider() {
    return session.provider();
  }

  @Override
  public Map<String, Tensor> run(Map<String, Tensor> inputs, Set<String> outputs) {
    long begun = nanoTime.getAsLong();
    try {
      Map<String, Tensor> results = session.run(inputs, outputs);
      long took = nanoTime.getAsLong() - begun;
      long rows = rows(inputs);
      tally.ran(rows, rows, took);
      tally.success().add(rows, rows * took);
      return results;
    } catch (RuntimeException failed) {
      long rows = rows(inputs);
      tally.failure().add(rows, rows * (nanoTime.getAsLong() - begun));
      throw failed;
    }
  }

  @Override
  public void close() {
    tally.closed();
    session.close();
  }

  private long rows(Map<String, Tensor> inputs) {
    Tensor tensor = inputs.get(batched);
    return tensor == null || tensor.dims().isEmpty() ? 1 : tensor.dims().get(0);
  }

  private static boolean open(List<Long> dims) {
    return !dims.isEmpty() && dims.get(0) < 0;
  }
}
