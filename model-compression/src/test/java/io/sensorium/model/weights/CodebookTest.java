package io.sensorium.model.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CodebookTest {
  @Test
  void clustersAreFound() {
    SplittableRandom random = new SplittableRandom(1);
    float[] weights = new float[400];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = i % 4 - 1.5f + (float) random.nextDouble(-0.1, 0.1);
    }

    Codebook book = Codebook.learn(weights, 4, new SplittableRandom(2));

    for (int k = 0; k < 4; k++) {
      assertThat(book.centres()[k]).isBetween(k - 1.6f, k - 1.4f);
      assertThat(book.nearest(k - 1.5f)).isEqualTo(k);
    }
  }

  @Test
  void itIsCloserThanEvenStepsForWeightsAroundZero() {
    SplittableRandom random = new SplittableRandom(1);
    float[] weights = new float[1000];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) random.nextGaussian();
    }
    Codebook learned = Codebook.learn(weights, 4, new SplittableRandom(2));

    // The best four values for a normal distribution leave 0.1175 of its variance (Lloyd-Max).
    assertThat(error(weights, learned)).isBetween(0.09, 0.14);
    assertThat(error(weights, new Codebook(new float[] {-3, -1, 1, 3}))).isGreaterThan(0.2);
  }

  @Test
  void equalWeightsNeedOneValue() {
    Codebook book = Codebook.learn(new float[] {2, 2, 2}, 4, new SplittableRandom(1));

    assertThat(book.centres()).containsOnly(2f);
  }

  private static double error(float[] weights, Codebook book) {
    double sum = 0;
    for (float weight : weights) {
      double gap = weight - book.centres()[book.nearest(weight)];
      sum += gap * gap;
    }
    return sum / weights.length;
  }
}
