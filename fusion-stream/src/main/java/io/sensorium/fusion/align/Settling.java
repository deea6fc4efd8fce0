package io.sensorium.fusion.align;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.TreeMap;

/**
 * Which open moments one input is settled for. It settles at the first instant at which its
 * watermark, the moment's wait or the silence of its sensors allows it, and stays settled.
 */
final class Settling<R> {
  private final int input;
  private final InputSpec spec;
  private final Candidates<R> candidates;

  private final LiveSensors<R> live;

  /** By T. */
  private final TreeMap<Long, OpenMoment<R>> unsettled = new TreeMap<>();

  /** By opening; may hold some that have settled since. */
  private final Deque<OpenMoment<R>> waiting = new ArrayDeque<>();

  Settling(int input, InputSpec spec, Candidates<R> candidates) {
    this.input = input;
    this.spec = spec;
    this.candidates = candidates;
    this.live = new LiveSensors<>(spec.idleUs());
  }

  /** A sensor of the input has been heard; in order of arrival. */
  void hear(SensorClock<R> sensor) {
    live.hear(sensor);
  }

  /** In order of opening. */
  void add(OpenMoment<R> moment) {
    dropSettled();
    unsettled.put(moment.t, moment);
    waiting.add(moment);
  }

  /** All open moments have closed. */
  void clear() {
    unsettled.clear();
    waiting.clear();
  }

  /** Sensors that have been silent for idle are no longer live. */
  void expire(long now) {
    live.expire(now);
  }

  /** The next instant at which the passing of time alone may settle something. */
  long nextInstant(long firstArrival) {
    if (unsettled.isEmpty()) {
      return Long.MAX_VALUE;
    }
    dropSettled();
    long wait = waiting.element().opened + spec.waitUs();
    return Math.min(wait, live.nextSilence(firstArrival));
  }

  /** Settles what may be settled at this instant; silent sensors have expired. */
  void settle(long now, long firstArrival) {
    if (unsettled.isEmpty()) {
      return;
    }
    settleByWatermark(now);
    while (!unsettled.isEmpty()) {
      dropSettled();
      OpenMoment<R> first = waiting.element();
      if (first.opened + spec.waitUs() > now) {
        break;
      }
      unsettled.remove(first.t);
      first.settle(input, ClosedBy.WAIT, now);
    }
    if (live.silent(now, firstArrival)) {
      unsettled.values().forEach(moment -> moment.settle(input, ClosedBy.IDLE, now));
      clear();
    }
  }

  private void settleByWatermark(long now) {
    if (!live.any()) {
      return;
    }
    long safe = live.watermark() - spec.disorderUs();
    long reach = spec.matching().reachUs();
    while (!unsettled.isEmpty() && unsettled.firstKey() <= safe - reach) {
      unsettled.pollFirstEntry().getValue().settle(input, ClosedBy.SETTLED, now);
    }
    if (spec.matching() instanceof Matching.Nearest && !unsettled.isEmpty()) {
      Iterator<OpenMoment<R>> near = unsettled.headMap(safe, true).values().iterator();
      while (near.hasNext()) {
        OpenMoment<R> moment = near.next();
        if (candidates.distance(moment.t, reach) <= safe - moment.t) {
          near.remove();
          moment.settle(input, ClosedBy.SETTLED, now);
        }
      }
    }
  }

  private void dropSettled() {
    while (!waiting.isEmpty() && !waiting.element().waitsFor(input)) {
      waiting.remove();
    }
  }
}
