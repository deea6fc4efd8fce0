package io.sensorium.model.distil;

import io.sensorium.model.network.Network;
import io.sensorium.model.network.Pass;
import io.sensorium.model.network.learning.Objective;
import java.util.List;

/**
 * The loss of a student: {@code soft · T² · KL(teacher || student)} of both softmaxes at
 * temperature T, and {@code (1 - soft)} times the cross entropy of the label (Hinton, Vinyals and
 * Dean, 2015). The factor T² keeps the slopes' size as T grows. A sample without a label is learned
 * from the teacher alone.
 *
 * @param part places of the examples in the material
 * @param soft share of the teacher, from 0 to 1
 */
record SoftLoss(Material material, List<Integer> part, double temperature, double soft)
    implements Objective {

  @Override
  public double slopes(Pass pass, Network network, int place, int index) {
    int sample = part.get(index);
    int target = material.targets().get(sample);
    double share = material.labelled(sample) ? soft : 1;
    double[] scores = scores(pass, network, place);
    double[] asked = softmax(doubles(material.scores().get(sample)), temperature);
    double[] said = softmax(scores, temperature);
    double[] sure = softmax(scores, 1);
    double loss = share < 1 ? -(1 - share) * StrictMath.log(Math.max(1e-12, sure[target])) : 0;
    for (int c = 0; c < scores.length; c++) {
      double hard = sure[c] - (c == target ? 1 : 0);
      double slope = share * temperature * (said[c] - asked[c]) + (1 - share) * hard;
      pass.slope(c, place, (float) slope);
      if (share > 0 && asked[c] > 0) {
        double ratio = StrictMath.log(asked[c]) - StrictMath.log(Math.max(1e-300, said[c]));
        loss += share * temperature * temperature * asked[c] * ratio;
      }
    }
    return loss;
  }

  private static double[] scores(Pass pass, Network network, int place) {
    double[] scores = new double[network.outputs()];
    for (int c = 0; c < scores.length; c++) {
      scores[c] = pass.value(network.units().size(), c, place);
    }
    return scores;
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  static double[] softmax(double[] scores, double temperature) {
    double highest = Double.NEGATIVE_INFINITY;
    for (double score : scores) {
      highest = Math.max(highest, score);
    }
    double[] shares = new double[scores.length];
    double sum = 0;
    for (int c = 0; c < shares.length; c++) {
      shares[c] = StrictMath.exp((scores[c] - highest) / temperature);
      sum += shares[c];
    }
    for (int c = 0; c < shares.length; c++) {
      shares[c] /= sum;
    }
    return shares;
  }
}
