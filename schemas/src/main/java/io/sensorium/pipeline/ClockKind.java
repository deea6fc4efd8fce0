package io.sensorium.pipeline;

/** Which clock gives the time of a sensor's events. */
public enum ClockKind {
  /** The device's own: the event time. */
  DEVICE,
  /** The broker's: the arrival time, for a sensor without a usable clock. */
  ARRIVAL,
  /** The device's own, put right by what is learnt from arrivals that it is off by. */
  LEARNED
}
