package io.sensorium.fusion.offline.whatif;

import io.sensorium.fusion.offline.summary.SpreadTally;

/** Picks from a distribution the value beyond which little more is won. */
final class Knee {
  private static final int STEPS = 1_000;

  private Knee() {}

  /**
   * The quantile above {@code low} at which the share won runs furthest ahead of the logarithm of
   * the value: the knee of Satopää et al., "Finding a 'Kneedle' in a Haystack" (2011), on a
   * logarithmic scale and without smoothing.
   *
   * @param low the value as it is, at least 1
   * @param high the greatest value to consider, more than {@code low}
   */
  static long of(SpreadTally values, long low, long high) {
    double all = values.count();
    double from = values.within(low) / all;
    double gain = 1 - from;
    double width = Math.log((double) high / low);
    long knee = high;
    double best = Double.NEGATIVE_INFINITY;
    for (int step = 1; step <= STEPS; step++) {
      double share = (double) step / STEPS;
      long value = values.quantile(share);
      if (share > from && value > low) {
        double ahead = (share - from) / gain - Math.log((double) value / low) / width;
        if (ahead > best) {
          best = ahead;
          knee = value;
        }
      }
    }
    return knee;
  }

  /** At least the value, with two digits other than 0. */
  static long round(long us) {
    long unit = 1;
    while (us > 100 * unit) {
      unit *= 10;
    }
    return -Math.floorDiv(-us, unit) * unit;
  }
}
