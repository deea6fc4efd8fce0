package io.sensorium.model.equalize;

import io.sensorium.model.quantize.LayerShape;
import io.sensorium.model.quantize.WeightChoice;
import java.util.Arrays;

/**
 * What each channel between two layers is divided by. Candidates weigh the channel's range against
 * the weights that read it, as SmoothQuant does (Xiao et al., 2023, eq. 4), with several exponents
 * for each; the one with the least expected rounding error at the second layer's outputs is taken,
 * dividing by nothing among them. Factors are powers of two, so that float arithmetic gives the
 * same results as before.
 */
final class ChannelFactors {
  private static final double[] EXPONENTS = {0, 0.25, 0.5, 0.75, 1};

  /** Factors reach from 2^-12 to 2^12: a channel that hardly ever speaks is not blown up. */
  private static final int MOST_BITS = 12;

  private final LayerShape shape;
  private final float[] weights;
  private final ChannelStatistics statistics;
  private final int limit;
  private final float[] largestWeights;

  /**
   * @param weights of the second layer
   * @param statistics of what it reads
   * @param choice how weights become steps, those of each output channel for themselves
   */
  ChannelFactors(
      LayerShape shape, float[] weights, ChannelStatistics statistics, WeightChoice choice) {
    this.shape = shape;
    this.weights = weights;
    this.statistics = statistics;
    this.limit = choice.limit();
    this.largestWeights = new float[shape.inputs()];
    for (int i = 0; i < weights.length; i++) {
      int input = shape.input(i);
      largestWeights[input] = Math.max(largestWeights[input], Math.abs(weights[i]));
    }
  }

  /** The best factors; all of them 1 where nothing is gained. */
  float[] best() {
    float[] best = new float[shape.inputs()];
    Arrays.fill(best, 1);
    double least = error(best);
    for (double ranges : EXPONENTS) {
      for (double readers : EXPONENTS) {
        float[] factors = factors(ranges, readers);
        double error = error(factors);
        if (error < least) {
          least = error;
          best = factors;
        }
      }
    }
    return best;
  }

  private float[] factors(double ranges, double readers) {
    float[] factors = new float[shape.inputs()];
    double widest = 0;
    float heaviest = 0;
    for (int c = 0; c < factors.length; c++) {
      widest = Math.max(widest, statistics.largest(c));
      heaviest = Math.max(heaviest, largestWeights[c]);
    }
    for (int c = 0; c < factors.length; c++) {
      factors[c] = 1;
      if (statistics.largest(c) > 0 && largestWeights[c] > 0) {
        double bits =
            ranges * log2(statistics.largest(c) / widest)
                - readers * log2(largestWeights[c] / heaviest);
        factors[c] =
            Math.scalb(1f, (int) Math.max(-MOST_BITS, Math.min(MOST_BITS, Math.rint(bits))));
      }
    }
    return factors;
  }

  /**
   * Expected square of what rounding adds to each of the second layer's outputs, as a share of the
   * output's own, summed, but for constants: how much an output matters is not known. Steps of the
   * activation are as wide as its widest channel with min-max ranges, steps of weights as the
   * heaviest of an output.
   */
  private double error(float[] factors) {
    double step = 0;
    for (int c = 0; c < factors.length; c++) {
      step = Math.max(step, statistics.largest(c) / factors[c]);
    }
    step /= 255;
    double[] signal = new double[shape.outputs()];
    double[] passed = new double[shape.outputs()];
    double[] squares = new double[shape.outputs()];
    double[] heaviest = new double[shape.outputs()];
    for (int i = 0; i < weights.length; i++) {
      int input = shape.input(i);
      int output = shape.output(i);
      double weight = Math.abs((double) weights[i] * factors[input]);
      signal[output] += (double) weights[i] * weights[i] * statistics.square(input);
      passed[output] += weight * weight;
      squares[output] += statistics.square(input) / factors[input] / factors[input];
      heaviest[output] = Math.max(heaviest[output], weight / limit);
    }
    double error = 0;
    for (int o = 0; o < passed.length; o++) {
      double noise = step * step * passed[o] + heaviest[o] * heaviest[o] * squares[o];
      error += signal[o] > 0 ? noise / signal[o] : 0;
    }
    return error;
  }

  private static double log2(double value) {
    return StrictMath.log(value) / StrictMath.log(2);
  }
}
