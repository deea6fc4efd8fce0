package io.sensorium.fusion.align;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Moments at a pace: one for each event of the pace input, or one at every tick. Other inputs are
 * matched to them.
 */
final class PacedMoments<R> implements Moments<R> {
  private final AlignmentSpec spec;
  private final AlignmentHandler<R> handler;
  private final ArrivalClock clock;
  private final Sensors<R> sensors;
  private final EventBuffer<R> buffer;
  private final OpenMoments<R> open;
  private final Ticks ticks;

  private long lastClosed = SiteState.UNSET;
  private int epoch;

  PacedMoments(
      AlignmentSpec spec, AlignmentHandler<R> handler, ArrivalClock clock, Sensors<R> sensors) {
    this.spec = spec;
    this.handler = handler;
    this.clock = clock;
    this.sensors = sensors;
    this.buffer = new EventBuffer<>(spec, handler);
    this.open = new OpenMoments<>(spec, buffer);
    this.ticks = new Ticks(spec);
  }

  @Override
  public void hear(SensorClock<R> sensor) {
    open.hear(sensor);
  }

  @Override
  public void keep(SensorClock<R> sensor, boolean reset) {
    if (ticks.fallen(sensors, clock.now()) || (reset && sensor.feedsPace)) {
      beginEpoch();
    }
    if (reset) {
      buffer.evictAll(sensor);
    }
  }

  @Override
  public void take(SensorEvent<R> event, long t, SensorClock<R> sensor) {
    handle(buffer.place(event, t, sensor, clock.now(), HeldEvent.Fate.NEW), sensor);
    settle();
    buffer.evictOverflow();
  }

  @Override
  public void expire() {
    open.expire(clock.now());
  }

  @Override
  public void elapse() {
    expire();
    settle();
    if (ticks.fallen(sensors, clock.now())) {
      beginEpoch();
    }
  }

  @Override
  public long nextInstant() {
    return Math.min(ticks.nextFall(sensors, clock.now()), open.nextInstant(clock.firstArrival()));
  }

  @Override
  public void finish() {
    buffer.evictAll();
  }

  @Override
  public int buffered() {
    return buffer.size();
  }

  @Override
  public int open() {
    return open.size();
  }

  @Override
  public List<HeldEvent<R>> held() {
    return buffer.held().stream()
        .map(held -> new HeldEvent<>(held.event, held.t, held.arrival, held.fate))
        .toList();
  }

  @Override
  public SiteState state(List<SiteState.Sensor> sensorStates) {
    return new SiteState(
        clock.now(),
        clock.firstArrival(),
        epoch,
        lastClosed,
        ticks.next(),
        ticks.last(),
        sensorStates,
        open.state(),
        null);
  }

  @Override
  public void recall(SiteState state, List<SensorClock<R>> heard, Iterable<HeldEvent<R>> held) {
    lastClosed = state.lastClosedTimeUs();
    epoch = state.epoch();
    ticks.recall(state.nextTickUs(), state.lastTickUs());
    heard.forEach(open::hear);
    for (HeldEvent<R> each : held) {
      SensorClock<R> sensor = sensors.find(each.event().modality(), each.event().sensor());
      if (sensor != null) {
        buffer.take(
            buffer.place(each.event(), each.timeUs(), sensor, each.arrivalUs(), each.fate()));
      }
    }
    open.recall(state.open(), this::paceOf);
    expire();
  }

  /** Rules 4 and 5: lateness, the buffer and what opens. */
  private void handle(Held<R> held, SensorClock<R> sensor) {
    if (held.lastUse < bound() || (sensor.feedsPace && held.t < bound())) {
      handler.dropped(held.event, DropReason.LATE);
    } else if (sensor.feedsPace && open.at(held.t)) {
      handler.dropped(held.event, DropReason.SURPLUS);
    } else {
      long lastUse = buffer.lastUse();
      buffer.take(held);
      handler.kept(held.event, held.t, held.fate);
      if (sensor.feedsPace) {
        open.open(held.t, clock.now(), held);
      } else if (spec.ticks()) {
        ticks.upTo(held.t, lastUse, tick -> open.open(tick, clock.now(), null));
      }
    }
  }

  private void settle() {
    open.settle(clock.now(), clock.firstArrival());
    for (OpenMoment<R> next = open.takeSettled(); next != null; next = open.takeSettled()) {
      close(next, next.forcedBy);
    }
  }

  /** Rule 2: all open moments close at once, and T may start again from below. */
  private void beginEpoch() {
    open.takeAll().forEach(moment -> close(moment, ClosedBy.RESET));
    epoch++;
    lastClosed = SiteState.UNSET;
    ticks.restart();
  }

  /** Rules 7 to 9: match, emit and evict. */
  private void close(OpenMoment<R> moment, ClosedBy by) {
    List<List<Held<R>>> matches = new ArrayList<>(spec.inputs().size());
    boolean any = false;
    boolean complete = true;
    for (int i = 0; i < spec.inputs().size(); i++) {
      List<Held<R>> match = buffer.candidates(i).match(moment);
      any |= !match.isEmpty();
      complete &= !match.isEmpty() || !spec.inputs().get(i).required();
      matches.add(match);
    }
    if (any && complete) {
      emit(moment, by, matches);
    } else if (moment.pace != null && !moment.pace.gone && !moment.pace.matched()) {
      buffer.evict(moment.pace, DropReason.INCOMPLETE);
    }
    lastClosed = moment.t;
    buffer.evictUnusable(bound());
  }

  private void emit(OpenMoment<R> moment, ClosedBy by, List<List<Held<R>>> matches) {
    List<List<SensorEvent<R>>> events = new ArrayList<>(matches.size());
    for (int i = 0; i < matches.size(); i++) {
      List<SensorEvent<R>> ofInput = new ArrayList<>(matches.get(i).size());
      for (Held<R> held : matches.get(i)) {
        ofInput.add(held.event);
        buffer.candidates(i).passOver(moment.t, held).forEach(buffer::passedOver);
        buffer.matched(held);
      }
      events.add(ofInput);
    }
    handler.emitted(new AlignedMoment<>(epoch, moment.t, moment.opened, clock.now(), by, events));
  }

  /** The earliest T that is still to close. */
  private long bound() {
    return lastClosed == SiteState.UNSET ? Long.MIN_VALUE : lastClosed + spec.stepUs();
  }

  private @Nullable Held<R> paceOf(SiteState.Open moment) {
    if (moment.paceSensor() == null || moment.paceId() == null) {
      return null;
    }
    for (InputSpec input : spec.inputs()) {
      if (input.matching() instanceof Matching.Pace) {
        SensorClock<R> sensor = sensors.find(input.modality(), moment.paceSensor());
        Held<R> held = sensor == null ? null : sensor.buffered.get(moment.paceId());
        return held != null && held.t == moment.timeUs() ? held : null;
      }
    }
    return null;
  }
}
