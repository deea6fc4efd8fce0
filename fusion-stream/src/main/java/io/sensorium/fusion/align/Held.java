package io.sensorium.fusion.align;

import java.util.Comparator;

/** A buffered event on the site's time scale. */
final class Held<R> {
  /** By time, then sensor, then id. */
  static final Comparator<Held<?>> ORDER = Held::compare;

  final SensorEvent<R> event;
  final SensorClock<R> sensor;
  final long arrival;
  final long t;

  /** End of a chunk's span; equal to {@code t} for a point in time. */
  final long end;

  /** The greatest T that could use it. */
  final long lastUse;

  HeldEvent.Fate fate;
  boolean gone;

  Held(
      SensorEvent<R> event,
      SensorClock<R> sensor,
      long arrival,
      long t,
      long end,
      long lastUse,
      HeldEvent.Fate fate) {
    this.event = event;
    this.sensor = sensor;
    this.arrival = arrival;
    this.t = t;
    this.end = end;
    this.lastUse = lastUse;
    this.fate = fate;
  }

  boolean matched() {
    return fate == HeldEvent.Fate.MATCHED;
  }

  private static int compare(Held<?> a, Held<?> b) {
    int order = Long.compare(a.t, b.t);
    if (order == 0) {
      order = a.event.sensor().compareTo(b.event.sensor());
    }
    if (order == 0) {
      order = a.event.id().compareTo(b.event.id());
    }
    return order != 0 ? order : a.event.modality().compareTo(b.event.modality());
  }
}
