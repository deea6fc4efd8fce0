package io.sensorium.model.privacy;

/**
 * What training with noise gives away of any one example: ({@code epsilon}, {@code delta})
 * differential privacy, for neighbours that differ in one example more or less. Steps are Rényi
 * differentially private (Mironov, Talwar and Zhang, 2019: the sampled Gaussian mechanism at whole
 * orders) and add up; the conversion is that of Balle, Barthe, Gaboardi, Hsu and Sato (2020,
 * theorem 21). Holds where each example is drawn for each step by itself, and where the random
 * numbers cannot be guessed.
 */
public final class PrivacyBudget {
  private static final int HIGHEST_ORDER = 256;

  private PrivacyBudget() {}

  /**
   * The epsilon.
   *
   * @param rate the chance of an example to be in a step, above 0 and at most 1
   * @param noise deviation of the noise over the largest norm of an example's gradient
   * @param delta the chance with which epsilon may not hold
   */
  public static double epsilon(double rate, double noise, long steps, double delta) {
    if (!(rate > 0 && rate <= 1 && noise > 0 && steps >= 0 && delta > 0 && delta < 1)) {
      throw new IllegalArgumentException(
          "expected a rate in (0, 1], noise above 0, no negative steps and a delta in (0, 1), found %s, %s, %d, %s"
              .formatted(rate, noise, steps, delta));
    }
    if (steps == 0) {
      return 0;
    }
    double best = Double.POSITIVE_INFINITY;
    for (int order = 2; order <= HIGHEST_ORDER; order++) {
      double renyi = steps * renyi(rate, noise, order);
      double epsilon =
          renyi
              + Math.log((order - 1.0) / order)
              - (Math.log(delta) + Math.log(order)) / (order - 1);
      best = Math.min(best, epsilon);
    }
    return Math.max(0, best);
  }

  /** Of one step, at a whole order above 1. */
  static double renyi(double rate, double noise, int order) {
    double[] terms = new double[order + 1];
    double choose = 0;
    double highest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k <= order; k++) {
      double missed = order == k ? 0 : (order - k) * Math.log1p(-rate);
      terms[k] = choose + missed + k * Math.log(rate) + ((double) k * k - k) / (2 * noise * noise);
      highest = Math.max(highest, terms[k]);
      choose += Math.log(order - k) - Math.log(k + 1);
    }
    double sum = 0;
    for (double term : terms) {
      sum += Math.exp(term - highest);
    }
    return (highest + Math.log(sum)) / (order - 1);
  }
}
