package io.sensorium.fusion.offline.summary;

import org.HdrHistogram.Histogram;

/** Gathers values of either sign to three digits, in memory that does not grow with their count. */
public final class SpreadTally {
  private static final int DIGITS = 3;

  /** Some 35 years: what is further away is taken for as far. */
  private static final long FURTHEST = 1L << 50;

  private final Histogram above = new Histogram(DIGITS);
  private final Histogram below = new Histogram(DIGITS);
  private long least = Long.MAX_VALUE;
  private long most = Long.MIN_VALUE;

  public void add(long us) {
    if (us >= 0) {
      above.recordValue(Math.min(FURTHEST, us));
    } else {
      below.recordValue(us < -FURTHEST ? FURTHEST : -us);
    }
    least = Math.min(least, us);
    most = Math.max(most, us);
  }

  public long count() {
    return above.getTotalCount() + below.getTotalCount();
  }

  /** The smallest value that {@code share} of all values do not exceed; 0 where there is none. */
  public long quantile(double share) {
    if (count() == 0) {
      return 0;
    }
    long rank = Math.max(1, (long) Math.ceil(share * count()));
    long negative = below.getTotalCount();
    long value =
        rank <= negative
            ? -below.getValueAtPercentile(100.0 * (negative - rank + 1) / negative)
            : above.getValueAtPercentile(100.0 * (rank - negative) / above.getTotalCount());
    return Math.max(least, Math.min(most, value));
  }

  /** How many values are at most {@code us}, which is 0 or more; to three digits of it. */
  public long within(long us) {
    long reach = Math.min(FURTHEST, us);
    return below.getTotalCount()
        + (above.getTotalCount() == 0 ? 0 : above.getCountBetweenValues(0, reach));
  }

  public Spread spread() {
    if (count() == 0) {
      return new Spread(0, 0, 0, 0, 0, 0);
    }
    return new Spread(count(), least, quantile(0.5), quantile(0.9), quantile(0.99), most);
  }
}
