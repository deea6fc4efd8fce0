package io.sensorium.model.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.model.graph.Numbers;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How long two models take for one sample on one thread, run in turn, so that what else goes on on
 * the machine meets both alike.
 *
 * @param firstMs median of the first model's runs, in milliseconds
 * @param secondMs median of the second's
 * @param runs of each
 */
public record AlternatingTimes(double firstMs, double secondMs, int runs) {
  private static final int WARM_UP = 3;
  private static final int RUNS = 21;

  /** Runs both models; their inputs must be the same. */
  public static AlternatingTimes measure(
      ModelProto first, ModelProto second, Map<String, Numbers> sample) {
    Set<String> outputs =
        first.getGraph().getOutputList().stream().map(o -> o.getName()).collect(Collectors.toSet());
    double[] firstMs = new double[RUNS];
    double[] secondMs = new double[RUNS];
    try (OnnxModel one = OnnxModel.of(first.toByteArray());
        OnnxModel other = OnnxModel.of(second.toByteArray())) {
      for (int run = -WARM_UP; run < RUNS; run++) {
        double oneMs = milliseconds(one, sample, outputs);
        double otherMs = milliseconds(other, sample, outputs);
        if (run >= 0) {
          firstMs[run] = oneMs;
          secondMs[run] = otherMs;
        }
      }
    }
    return new AlternatingTimes(median(firstMs), median(secondMs), RUNS);
  }

  private static double milliseconds(
      OnnxModel model, Map<String, Numbers> sample, Set<String> outputs) {
    long start = System.nanoTime();
    model.answer(sample, outputs);
    return (System.nanoTime() - start) / 1e6;
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
