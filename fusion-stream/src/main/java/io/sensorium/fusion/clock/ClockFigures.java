package io.sensorium.fusion.clock;

import org.jspecify.annotations.Nullable;

/**
 * The clocks of many sensors in three numbers.
 *
 * @param sensors those whose clocks are estimated
 * @param largestSkewUs the largest skew of them, whichever way; learned offsets do not count, since
 *     they are put right
 * @param largestDriftPpb the largest drift of them in parts per billion, whichever way
 */
public record ClockFigures(int sensors, long largestSkewUs, long largestDriftPpb) {

  /** Of no sensor. */
  public static final ClockFigures EMPTY = new ClockFigures(0, 0, 0);

  /**
   * Of one sensor.
   *
   * @param reading what its clock was last found to be off by; null before the first time
   * @param learned whether its offset is learned
   */
  public static ClockFigures of(@Nullable ClockReading reading, boolean learned) {
    if (reading == null) {
      return new ClockFigures(1, 0, 0);
    }
    Long drift = reading.driftPpb();
    return new ClockFigures(
        1, learned ? 0 : Math.abs(reading.skewUs()), drift == null ? 0 : Math.abs(drift));
  }

  /** Of these sensors and others. */
  public ClockFigures and(ClockFigures other) {
    return new ClockFigures(
        sensors + other.sensors,
        Math.max(largestSkewUs, other.largestSkewUs),
        Math.max(largestDriftPpb, other.largestDriftPpb));
  }
}
