package io.sensorium.fusion.clock;

import org.jspecify.annotations.Nullable;

/**
 * What a sensor's clock was found to be off by.
 *
 * @param skewUs by how much the clock is behind arrivals, the least time of the way included; below
 *     0 where it is ahead
 * @param driftPpb by how much that grows, in parts per billion of time; null while not known
 */
public record ClockReading(long skewUs, @Nullable Long driftPpb) {

  /**
   * Whether the alarm of the sensor stands after this reading. It is raised once skew or drift is
   * beyond its limit, whichever way, and stands until each that has a limit is known and within
   * three quarters of it: a clock at the limit does not flap.
   *
   * @param stands whether it stood before
   */
  public boolean alarms(ClockRules rules, boolean stands) {
    if (!stands) {
      return beyond(skewUs, rules.skewAlarmUs())
          || (driftPpb != null && beyond(driftPpb, rules.driftAlarmPpb()));
    }
    boolean skewRests = !beyond(skewUs, lower(rules.skewAlarmUs()));
    boolean driftRests =
        rules.driftAlarmPpb() == ClockRules.NONE
            || (driftPpb != null && !beyond(driftPpb, lower(rules.driftAlarmPpb())));
    return !skewRests || !driftRests;
  }

  private static boolean beyond(long value, long limit) {
    return value > limit || value < -limit;
  }

  private static long lower(long limit) {
    return limit == ClockRules.NONE ? limit : limit - limit / 4;
  }
}
