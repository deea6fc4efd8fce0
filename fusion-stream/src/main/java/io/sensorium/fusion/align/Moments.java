package io.sensorium.fusion.align;

import java.util.List;

/**
 * What opens, settles and closes the moments of a site: the rules from lateness to eviction, for
 * one kind of pace. The clock has been moved before a call; it never moves during one.
 */
interface Moments<R> {

  /** A sane event of the sensor has arrived now; in order of arrival. */
  void hear(SensorClock<R> sensor);

  /**
   * The sensor's watermark has been kept; {@code reset} says that it restarted from below, for its
   * clock has been reset. An epoch may end, and what a reset sensor has in the buffer leaves it.
   */
  void keep(SensorClock<R> sensor, boolean reset);

  /** Takes the event, at {@code t}, in or drops it, and closes what that settles. */
  void take(SensorEvent<R> event, long t, SensorClock<R> sensor);

  /** Sensors that have been silent for idle are no longer live; nothing is decided by it yet. */
  void expire();

  /** Decides what time alone decides at this instant. */
  void elapse();

  /**
   * The next instant after now at which time alone may decide something; {@link Long#MAX_VALUE}
   * where there is none.
   */
  long nextInstant();

  /** The clock has run on to the end: whatever is still buffered leaves. */
  void finish();

  /** How many events are buffered. */
  int buffered();

  /** How many moments are open. */
  int open();

  /** The buffered events. */
  List<HeldEvent<R>> held();

  /** What to remember beside them; the sensors' clocks are given. */
  SiteState state(List<SiteState.Sensor> sensors);

  /**
   * Goes on from a state.
   *
   * @param heard the sensors that were heard, in order of their last arrival
   */
  void recall(SiteState state, List<SensorClock<R>> heard, Iterable<HeldEvent<R>> held);
}
