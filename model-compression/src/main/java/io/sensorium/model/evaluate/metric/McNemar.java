package io.sensorium.model.evaluate.metric;

/**
 * Whether two models that saw the same samples differ by more than chance: the exact, two-sided
 * test on the samples that only one of them got right (McNemar, 1947).
 *
 * @param onlyFirst samples that only the first got right
 * @param onlySecond samples that only the second got right
 */
public record McNemar(int onlyFirst, int onlySecond) {
  /**
   * Probability of a difference at least as large if both were equally good: twice the tail of the
   * binomial distribution with one half; 1 where they never differ.
   */
  public double probability() {
    int n = onlyFirst + onlySecond;
    int fewer = Math.min(onlyFirst, onlySecond);
    // In logarithms, since a half to the power of some thousands is no double any more.
    double logTerm = -n * Math.log(2);
    double tail = 0;
    for (int k = 0; k <= fewer; k++) {
      tail += Math.exp(logTerm);
      logTerm += Math.log((double) (n - k) / (k + 1));
    }
    return Math.min(1, 2 * tail);
  }
}
