package io.sensorium.model.network.learning;

import io.sensorium.model.network.Network;
import io.sensorium.model.network.Pass;

/** The loss of a classifier whose outputs are scores before a softmax. */
public final class CrossEntropy {
  private CrossEntropy() {}

  /** Sets the slopes of an example's loss at the end of a pass, and returns the loss. */
  public static double slopes(Pass pass, Network network, int example, int target) {
    int units = network.units().size();
    int classes = network.outputs();
    double highest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < classes; c++) {
      highest = Math.max(highest, pass.value(units, c, example));
    }
    double[] e = new double[classes];
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      e[c] = StrictMath.exp(pass.value(units, c, example) - highest);
      sum += e[c];
    }
    for (int c = 0; c < classes; c++) {
      pass.slope(c, example, (float) (e[c] / sum - (c == target ? 1 : 0)));
    }
    return -StrictMath.log(Math.max(1e-12, e[target] / sum));
  }
}
