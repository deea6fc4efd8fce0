package io.sensorium.model.privacy;

import io.sensorium.model.network.Network;
import io.sensorium.model.network.Pass;
import io.sensorium.model.network.learning.Adam;
import io.sensorium.model.network.learning.CrossEntropy;
import io.sensorium.model.network.learning.Examples;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * DP-SGD (Abadi et al., 2016): each example is drawn by itself, its gradient is cut to a norm, and
 * noise is added to their sum. The noise is pseudorandom from the recipe's seed, so that a run can
 * be repeated: keep the seed as secret as the examples, or the budget means nothing.
 */
public final class PrivateTrainer {
  private PrivateTrainer() {}

  /** Trains; the same recipe gives the same parameters. */
  public static void train(Network network, Examples examples, PrivateRecipe recipe) {
    int count = network.parameters().length;
    Adam adam = new Adam(count, 0);
    Pass pass = network.pass(1);
    float[] input = new float[network.inputs()];
    float[] one = new float[count];
    double rate = (double) recipe.batch() / examples.size();
    SplittableRandom random = new SplittableRandom(recipe.seed());
    long steps = recipe.steps(examples.size());
    for (long step = 0; step < steps; step++) {
      double[] sum = new double[count];
      for (int i = 0; i < examples.size(); i++) {
        if (random.nextDouble() < rate) {
          examples.write(i, random.split(), input);
          pass.set(0, input, examples.channels());
          pass.forward(network.units().size());
          double unused = CrossEntropy.slopes(pass, network, 0, examples.target(i));
          Arrays.fill(one, 0f);
          pass.backward(one);
          addClipped(sum, one, recipe.clip());
        }
      }
      double turn = 0.5 + 0.5 * StrictMath.cos(StrictMath.PI * step / steps);
      adam.step(network.parameters(), noisy(sum, recipe, random), recipe.learningRate() * turn);
    }
  }

  private static void addClipped(double[] sum, float[] gradient, double clip) {
    double square = 0;
    for (float g : gradient) {
      square += (double) g * g;
    }
    double factor = Math.min(1, clip / Math.max(1e-12, Math.sqrt(square)));
    for (int p = 0; p < sum.length; p++) {
      sum[p] += factor * gradient[p];
    }
  }

  private static float[] noisy(double[] sum, PrivateRecipe recipe, SplittableRandom random) {
    float[] gradient = new float[sum.length];
    double deviation = recipe.noise() * recipe.clip();
    for (int p = 0; p < gradient.length; p++) {
      gradient[p] = (float) ((sum[p] + deviation * gaussian(random)) / recipe.batch());
    }
    return gradient;
  }

  /** Box and Muller (1958). */
  private static double gaussian(SplittableRandom random) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
  }
}
