package io.sensorium.fusion.align;

import java.util.ArrayList;
import java.util.List;

/** The site's buffered events: each in the candidates of its inputs, all in order of last use. */
final class EventBuffer<R> {
  private final AlignmentSpec spec;
  private final AlignmentHandler<R> handler;
  private final List<Candidates<R>> candidates = new ArrayList<>();
  private final Timeline<R> byLastUse = Timeline.byLastUse();

  EventBuffer(AlignmentSpec spec, AlignmentHandler<R> handler) {
    this.spec = spec;
    this.handler = handler;
    spec.inputs().forEach(input -> candidates.add(new Candidates<>(input.matching())));
  }

  Candidates<R> candidates(int input) {
    return candidates.get(input);
  }

  int size() {
    return byLastUse.size();
  }

  /** The greatest T that could use anything buffered; {@link SiteState#UNSET} where it is empty. */
  long lastUse() {
    return byLastUse.isEmpty() ? SiteState.UNSET : byLastUse.get(size() - 1).lastUse;
  }

  /** The event on the site's time scale, at {@code t}, not yet taken in. */
  Held<R> place(
      SensorEvent<R> event, long t, SensorClock<R> sensor, long arrival, HeldEvent.Fate fate) {
    long end = SensorClock.endOf(event, t);
    long lastUse = Long.MIN_VALUE;
    for (int input : sensor.inputs) {
      lastUse = Math.max(lastUse, spec.inputs().get(input).matching().lastUse(t, end));
    }
    return new Held<>(event, sensor, arrival, t, end, lastUse, fate);
  }

  void take(Held<R> held) {
    for (int input : held.sensor.inputs) {
      candidates.get(input).add(held);
    }
    byLastUse.add(held);
    held.sensor.buffered.put(held.event.id(), held);
  }

  void matched(Held<R> held) {
    if (!held.matched()) {
      become(held, HeldEvent.Fate.MATCHED);
    }
  }

  void passedOver(Held<R> held) {
    if (held.fate == HeldEvent.Fate.NEW) {
      become(held, HeldEvent.Fate.PASSED_OVER);
    }
  }

  private void become(Held<R> held, HeldEvent.Fate fate) {
    if (held.fate == HeldEvent.Fate.NEW) {
      for (int input : held.sensor.inputs) {
        candidates.get(input).age(held);
      }
    }
    held.fate = fate;
    handler.kept(held.event, held.t, fate);
  }

  /** Evicts what no moment at or after {@code bound} can use. */
  void evictUnusable(long bound) {
    while (!byLastUse.isEmpty() && byLastUse.get(0).lastUse < bound) {
      evict(byLastUse.get(0));
    }
  }

  /** Evicts the oldest events until no more than the limit are left. */
  void evictOverflow() {
    while (size() > spec.bufferedEvents()) {
      evict(oldest(), DropReason.OVERFLOW);
    }
  }

  /** Evicts everything that the sensor has in the buffer. */
  void evictAll(SensorClock<R> sensor) {
    List<Held<R>> all = new ArrayList<>(sensor.buffered.values());
    all.sort(Held.ORDER);
    all.forEach(held -> evict(held, DropReason.CLOCK_RESET));
  }

  /** Evicts everything there is. */
  void evictAll() {
    List<Held<R>> all = held();
    all.sort(Held.ORDER);
    all.forEach(this::evict);
  }

  /** Evicts an event; {@code reason} is why it is dropped, if it was never matched. */
  void evict(Held<R> held, DropReason reason) {
    for (int input : held.sensor.inputs) {
      candidates.get(input).remove(held);
    }
    byLastUse.remove(held);
    held.sensor.buffered.remove(held.event.id());
    held.gone = true;
    if (!held.matched()) {
      handler.dropped(held.event, reason);
    }
    handler.forgotten(held.event);
  }

  List<Held<R>> held() {
    List<Held<R>> all = new ArrayList<>(size());
    for (int i = 0; i < size(); i++) {
      all.add(byLastUse.get(i));
    }
    return all;
  }

  private void evict(Held<R> held) {
    boolean preferredAnother = held.fate == HeldEvent.Fate.PASSED_OVER;
    evict(held, preferredAnother ? DropReason.SURPLUS : DropReason.UNMATCHED);
  }

  private Held<R> oldest() {
    Held<R> oldest = byLastUse.get(0);
    for (Candidates<R> each : candidates) {
      Held<R> first = each.oldest();
      if (first != null && Held.ORDER.compare(first, oldest) < 0) {
        oldest = first;
      }
    }
    return oldest;
  }
}
