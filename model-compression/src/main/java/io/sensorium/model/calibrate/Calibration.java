package io.sensorium.model.calibrate;

import io.sensorium.model.quantize.Range;
import java.util.function.Function;

/** How an activation's range follows from its values. */
public final class Calibration {
  /** From the smallest to the largest value seen. */
  public static final Calibration MIN_MAX = new Calibration("min-max", Histogram::extremes);

  /** Loses least information, by the Kullback-Leibler divergence; see {@link Entropy}. */
  public static final Calibration ENTROPY = new Calibration("entropy", Entropy::range);

  /** Has the least expected squared error; see {@link LeastSquares}. */
  public static final Calibration LEAST_SQUARES =
      new Calibration("least-squares", LeastSquares::range);

  private final String name;
  private final Function<Histogram, Range> rule;

  private Calibration(String name, Function<Histogram, Range> rule) {
    this.name = name;
    this.rule = rule;
  }

  /**
   * Leaves the largest magnitudes out, which costs precision for all others.
   *
   * @param share of the values whose magnitudes lie within the range
   */
  public static Calibration percentile(double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("expected a share in (0, 1], found " + share);
    }
    return new Calibration("percentile", histogram -> percentile(histogram, share));
  }

  /** As the command line has it. */
  public String name() {
    return name;
  }

  Range range(Histogram histogram) {
    return rule.apply(histogram);
  }

  private static Range percentile(Histogram histogram, double share) {
    long[] counts = histogram.counts();
    long needed = (long) Math.ceil(histogram.seen() * share);
    long within = histogram.zeros();
    int bins = 0;
    while (within < needed && bins < Histogram.SIDE) {
      within += counts[Histogram.SIDE + bins] + counts[Histogram.SIDE - 1 - bins];
      bins++;
    }
    return histogram.within(bins * histogram.width());
  }
}
