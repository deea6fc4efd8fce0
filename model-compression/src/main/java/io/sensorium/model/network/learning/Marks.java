package io.sensorium.model.network.learning;

import io.sensorium.model.network.Network;
import io.sensorium.model.network.Pass;
import java.util.SplittableRandom;

/**
 * How a network does on examples that it does not learn from.
 *
 * @param loss mean cross entropy
 * @param accuracy share of right classes
 */
public record Marks(double loss, double accuracy) {
  private static final int BATCH = 8;

  /** Of examples as they are, one after the other. */
  public static Marks of(Network network, Examples examples) {
    Pass pass = network.pass(BATCH);
    float[] input = new float[network.inputs()];
    double loss = 0;
    int right = 0;
    for (int from = 0; from < examples.size(); from += BATCH) {
      int batch = Math.min(BATCH, examples.size() - from);
      for (int i = 0; i < batch; i++) {
        examples.write(from + i, new SplittableRandom(0), input);
        pass.set(i, input, examples.channels());
      }
      pass.forward(network.units().size());
      for (int i = 0; i < batch; i++) {
        int target = examples.target(from + i);
        right += pass.highest(i) == target ? 1 : 0;
        loss += crossEntropy(network, pass, i, target);
      }
    }
    return new Marks(loss / examples.size(), (double) right / examples.size());
  }

  private static double crossEntropy(Network network, Pass pass, int example, int target) {
    double highest = value(network, pass, example, pass.highest(example));
    double sum = 0;
    for (int c = 0; c < network.outputs(); c++) {
      sum += StrictMath.exp(value(network, pass, example, c) - highest);
    }
    return StrictMath.log(sum) - (value(network, pass, example, target) - highest);
  }

  private static float value(Network network, Pass pass, int example, int c) {
    return pass.value(network.units().size(), c, example);
  }
}
