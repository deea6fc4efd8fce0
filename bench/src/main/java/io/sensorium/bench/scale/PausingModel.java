package io.sensorium.bench.scale;

import io.sensorium.bench.workload.Net;
import io.sensorium.worker.tensor.ElementType;
import io.sensorium.worker.tensor.ModelRuntime;
import io.sensorium.worker.tensor.ModelSession;
import io.sensorium.worker.tensor.ModelSignature;
import io.sensorium.worker.tensor.Tensor;
import io.sensorium.worker.tensor.TensorDescription;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * A model on words that takes a fixed time and no processor, as one does that runs on a device of
 * its own: one lane, one row a run.
 *
 * @param takes the time of a run
 */
record PausingModel(Duration takes) implements ModelRuntime {
  @Override
  public List<String> variants() {
    return List.of("fp32");
  }

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public ModelSession load(Path model) {
    return new Session(takes.toNanos());
  }

  private record Session(long nanos) implements ModelSession {
    private static final Net NET = Net.TRANSFORMER;

    @Override
    public ModelSignature signature() {
      return new ModelSignature(
          List.of(
              new TensorDescription(
                  Net.INPUT, ElementType.INT64, List.of(-1L, (long) NET.rowSize()))),
          List.of(
              new TensorDescription(
                  Net.OUTPUT, ElementType.FLOAT32, List.of(-1L, (long) NET.scores()))));
    }

    @Override
    public String provider() {
      return "cpu";
    }

    @Override
    public Map<String, Tensor> run(Map<String, Tensor> inputs, Set<String> outputs) {
      long end = System.nanoTime() + nanos;
      for (long left = nanos; left > 0; left = end - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      FloatBuffer scores = FloatBuffer.allocate(NET.scores());
      return Map.of(Net.OUTPUT, new Tensor(scores, List.of(1L, (long) NET.scores())));
    }

    @Override
    public void close() {}
  }
}
