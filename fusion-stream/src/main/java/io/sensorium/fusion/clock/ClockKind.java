package io.sensorium.fusion.clock;

/** What the time t of a sensor's events is taken from. */
public enum ClockKind {
  /** The event time: t = event time + offset. */
  DEVICE,
  /**
   * The arrival time, for a sensor without a usable clock: t = arrival + offset. A chunk arrives
   * when its span has ended: t = arrival − duration + offset.
   */
  ARRIVAL,
  /**
   * The event time, put right by what the sensor's clock is off by: t = event time + learned offset
   * + offset. The learned offset is that of an {@link OffsetEstimator} after the event.
   */
  LEARNED
}
