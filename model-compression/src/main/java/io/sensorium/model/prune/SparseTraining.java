package io.sensorium.model.prune;

import io.sensorium.model.network.Convolution;
import io.sensorium.model.network.Dense;
import io.sensorium.model.network.Network;
import io.sensorium.model.network.Unit;
import io.sensorium.model.network.learning.AfterStep;
import java.util.Arrays;
import java.util.List;

/**
 * Zeroes a growing share of a network's weights while it trains, so that those left learn to do
 * without. One threshold for all layers; biases and word vectors stay. What is zero stays so until
 * the next choice, and then comes back only where others are smaller. Not thread-safe.
 */
public final class SparseTraining implements AfterStep {
  private final GradualSparsity schedule;
  private final int every;
  private final boolean[] weights;
  private final boolean[] zeros;

  /**
   * @param every how many steps lie between two choices of what is zero
   */
  public SparseTraining(Network network, GradualSparsity schedule, int every) {
    if (every < 1) {
      throw new IllegalArgumentException("expected a choice every step or fewer, found " + every);
    }
    this.schedule = schedule;
    this.every = every;
    this.weights = new boolean[network.parameters().length];
    this.zeros = new boolean[network.parameters().length];
    for (int i = 0; i < network.units().size(); i++) {
      int from = network.offset(i);
      Arrays.fill(weights, from, from + weights(network.units().get(i)), true);
    }
  }

  @Override
  public void apply(float[] parameters, int step) {
    if ((step % every == 0 && step < schedule.end()) || step == schedule.end()) {
      choose(parameters, schedule.at(step));
    }
    for (int i = 0; i < parameters.length; i++) {
      if (zeros[i]) {
        parameters[i] = 0;
      }
    }
  }

  private void choose(float[] parameters, double share) {
    float[] candidates = new float[parameters.length];
    int count = 0;
    for (int i = 0; i < parameters.length; i++) {
      if (weights[i]) {
        candidates[count++] = parameters[i];
      }
    }
    float threshold = Magnitudes.threshold(List.of(Arrays.copyOf(candidates, count)), share);
    for (int i = 0; i < parameters.length; i++) {
      zeros[i] = weights[i] && Math.abs(parameters[i]) <= threshold;
    }
  }

  private static int weights(Unit unit) {
    if (unit instanceof Convolution convolution) {
      return convolution.parameters() - convolution.filters();
    }
    return unit instanceof Dense dense ? dense.inputs() * dense.outputs() : 0;
  }
}
