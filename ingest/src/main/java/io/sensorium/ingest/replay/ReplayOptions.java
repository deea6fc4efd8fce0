package io.sensorium.ingest.replay;

import io.sensorium.ingest.payload.PayloadLimits;

/**
 * How a recording is fed.
 *
 * @param speed how many times faster than recorded; infinite for as fast as Kafka takes it
 * @param keepTimes true leaves event times as recorded; false shifts all by the same amount, so
 *     that the first arrival is now
 * @param limits on payloads, checked before they are read
 */
public record ReplayOptions(double speed, boolean keepTimes, PayloadLimits limits) {
  public ReplayOptions {
    if (!(speed > 0)) {
      throw new IllegalArgumentException("expected a speed above 0, found " + speed);
    }
  }

  /** At the recorded pace, with event times shifted to now. */
  public static ReplayOptions atRecordedPace() {
    return new ReplayOptions(1, false, PayloadLimits.standard());
  }

  public ReplayOptions withSpeed(double times) {
    return new ReplayOptions(times, keepTimes, limits);
  }

  public ReplayOptions asFastAsPossible() {
    return withSpeed(Double.POSITIVE_INFINITY);
  }

  public ReplayOptions withTimesKept() {
    return new ReplayOptions(speed, true, limits);
  }
}
