package io.sensorium.model.evaluate.metric;

/**
 * A share of trials, and the interval that a share so counted leaves open.
 *
 * @param successes at most {@code trials}
 */
public record Share(int successes, int trials) {
  /** The 97.5 % quantile of the normal distribution. */
  private static final double Z = 1.959963984540054;

  public Share {
    if (successes < 0 || successes > trials) {
      throw new IllegalArgumentException(
          "expected 0 to %d successes, found %d".formatted(trials, successes));
    }
  }

  /** From 0 to 1; NaN without trials. */
  public double value() {
    return (double) successes / trials;
  }

  /** Lower end of Wilson's 95 % score interval (Wilson, 1927); 0 without trials. */
  public double low() {
    return trials == 0 ? 0 : Math.max(0, centre() - reach());
  }

  /** Upper end of the same interval; 1 without trials. */
  public double high() {
    return trials == 0 ? 1 : Math.min(1, centre() + reach());
  }

  private double centre() {
    return (value() + Z * Z / (2 * trials)) / (1 + Z * Z / trials);
  }

  private double reach() {
    double variance = value() * (1 - value()) / trials + Z * Z / (4.0 * trials * trials);
    return Z * Math.sqrt(variance) / (1 + Z * Z / trials);
  }
}
