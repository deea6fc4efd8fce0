package io.sensorium.fusion.align;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/** The sensors of one input that have been silent for less than its idle. */
final class LiveSensors<R> {
  private final long idleUs;

  /** The one silent for longest first. */
  private final Set<SensorClock<R>> live = new LinkedHashSet<>();

  private boolean heard;

  LiveSensors(long idleUs) {
    this.idleUs = idleUs;
  }

  /** A sensor of the input has been heard; in order of arrival. */
  void hear(SensorClock<R> sensor) {
    heard = true;
    live.remove(sensor);
    live.add(sensor);
  }

  /** Sensors that have been silent for idle are no longer live. */
  void expire(long now) {
    Iterator<SensorClock<R>> silent = live.iterator();
    while (silent.hasNext() && silent.next().lastArrival + idleUs <= now) {
      silent.remove();
    }
  }

  boolean any() {
    return !live.isEmpty();
  }

  /**
   * Whether all of them have been silent for idle; where none was ever heard, since the site's
   * first arrival. Silent sensors have expired.
   */
  boolean silent(long now, long firstArrival) {
    return live.isEmpty() && (heard || firstArrival + idleUs <= now);
  }

  /** The smallest watermark; {@link Long#MAX_VALUE} where none is live. */
  long watermark() {
    long watermark = Long.MAX_VALUE;
    for (SensorClock<R> sensor : live) {
      watermark = Math.min(watermark, sensor.watermark);
    }
    return watermark;
  }

  /**
   * When the next sensor will have been silent for idle, or the input where no sensor was ever
   * heard; an instant gone by where all have been.
   */
  long nextSilence(long firstArrival) {
    return (live.isEmpty() ? firstArrival : live.iterator().next().lastArrival) + idleUs;
  }
}
