package io.sensorium.model.evaluate.metric;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The interval that a difference of mean average precision leaves open: pictures are drawn again
 * with replacement, the same for both models, {@value #ROUNDS} times (Efron, 1979).
 *
 * @param low the 2.5 % quantile
 * @param high the 97.5 % quantile
 */
public record Bootstrap(double low, double high) {
  private static final int ROUNDS = 1_000;
  private static final long SEED = 20_170_806;

  /**
   * Of {@code second} less {@code first}; the same every time.
   *
   * @throws IllegalArgumentException if they did not see the same pictures
   */
  public static Bootstrap of(AveragePrecision first, AveragePrecision second) {
    int pictures = first.pictures();
    if (pictures != second.pictures()) {
      throw new IllegalArgumentException(
          "expected the same pictures, found %d and %d".formatted(pictures, second.pictures()));
    }
    SplittableRandom random = new SplittableRandom(SEED);
    double[] differences = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      int[] times = new int[pictures];
      for (int draw = 0; draw < pictures; draw++) {
        times[random.nextInt(pictures)]++;
      }
      differences[round] = second.mean(times) - first.mean(times);
    }
    Arrays.sort(differences);
    return new Bootstrap(differences[ROUNDS / 40], differences[ROUNDS - 1 - ROUNDS / 40]);
  }
}
