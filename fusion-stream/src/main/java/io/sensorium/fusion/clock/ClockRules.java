package io.sensorium.fusion.clock;

/**
 * How the clocks of sensors are judged.
 *
 * @param bucketUs of each span of arrival time of this length the one most telling event is kept
 * @param buckets how many such spans are looked back upon, the present one included
 * @param leastSpanUs the drift counts once the kept events are this far apart; below it says more
 *     of the network than of the clock
 * @param mostDriftPpb the steepest drift that is used, in parts per billion of time
 * @param skewAlarmUs an alarm is raised beyond this skew; {@link #NONE} for never
 * @param driftAlarmPpb an alarm is raised beyond this drift, in parts per billion of time; {@link
 *     #NONE} for never
 */
public record ClockRules(
    long bucketUs,
    int buckets,
    long leastSpanUs,
    long mostDriftPpb,
    long skewAlarmUs,
    long driftAlarmPpb) {

  /** No limit. */
  public static final long NONE = Long.MAX_VALUE;

  /**
   * Buckets of 10 s over 5 minutes, the drift from 2 minutes on, no alarms. Crystals drift by less
   * than 500 ppm (the bound of RFC 5905, MAXFREQ); what is steeper than twice that is a queue that
   * grows.
   */
  public static final ClockRules DEFAULT =
      new ClockRules(10_000_000, 30, 120_000_000, 1_000_000, NONE, NONE);

  public ClockRules {
    if (bucketUs < 1 || buckets < 2 || leastSpanUs < 1 || mostDriftPpb < 0) {
      throw new IllegalArgumentException(
          "expected 2 or more buckets and spans of 1 µs or more, found "
              + buckets
              + " of "
              + bucketUs
              + " µs, a span of "
              + leastSpanUs
              + " µs and a drift of "
              + mostDriftPpb
              + " ppb");
    }
    // A drift times a span within the window must not overflow.
    Math.multiplyExact(Math.multiplyExact(bucketUs, buckets), Math.max(1, mostDriftPpb));
  }

  /** The same with limits beyond which an alarm is raised. */
  public ClockRules withAlarms(long skewUs, long driftPpb) {
    return new ClockRules(bucketUs, buckets, leastSpanUs, mostDriftPpb, skewUs, driftPpb);
  }

  /** Whether any alarm may be raised. */
  public boolean alarms() {
    return skewAlarmUs != NONE || driftAlarmPpb != NONE;
  }

  /** Length of the window in microseconds. */
  long windowUs() {
    return bucketUs * buckets;
  }
}
