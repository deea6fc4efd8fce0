package io.sensorium.model.search;

import io.sensorium.model.quantize.OnnxRunner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How long models take for one sample, run in turn, so that what else goes on on the machine meets
 * all alike. The only figures of a search that depend on the machine.
 */
public final class RunTimes {
  private static final int WARM_UP = 5;
  private static final int RUNS = 41;

  private RunTimes() {}

  /**
   * Medians in microseconds, in the order of the models.
   *
   * @param samples what each model runs on
   * @param open opens a model given as bytes
   */
  public static List<Double> medians(
      List<byte[]> models, List<Map<String, float[]>> samples, Function<byte[], OnnxRunner> open) {
    List<OnnxRunner> runners = new ArrayList<>();
    double[][] micros = new double[models.size()][RUNS];
    try {
      models.forEach(model -> runners.add(open.apply(model)));
      for (int run = -WARM_UP; run < RUNS; run++) {
        for (int m = 0; m < runners.size(); m++) {
          long began = System.nanoTime();
          runners.get(m).run(samples.get(m));
          if (run >= 0) {
            micros[m][run] = (System.nanoTime() - began) / 1e3;
          }
        }
      }
    } finally {
      runners.forEach(OnnxRunner::close);
    }
    return Arrays.stream(micros).map(RunTimes::median).toList();
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
