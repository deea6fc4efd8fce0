package io.sensorium.fusion.align;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Aligns the events of one site by time into moments.
 *
 * <p>Events are handed in in order of arrival; the clock is an argument and never goes back. What
 * is decided goes to the handler. Decisions depend on the sequence of (event, arrival) alone: the
 * clock may be moved on in between, as often as one likes, up to any instant by which every event
 * has been handed in. Not thread-safe.
 */
public final class SiteAligner<R> {
  /** Three times running below its own watermark, and a sensor's clock has been reset. */
  private static final int RESET_STRIKES = 3;

  private final AlignmentSpec spec;
  private final AlignmentHandler<R> handler;
  private final EventBuffer<R> buffer;
  private final Sensors<R> sensors;
  private final OpenMoments<R> open;
  private final Ticks ticks;

  private long now = SiteState.UNSET;
  private long firstArrival = SiteState.UNSET;
  private long lastClosed = SiteState.UNSET;
  private int epoch;

  public SiteAligner(AlignmentSpec spec, AlignmentHandler<R> handler) {
    this.spec = spec;
    this.handler = handler;
    this.buffer = new EventBuffer<>(spec, handler);
    this.sensors = new Sensors<>(spec);
    this.open = new OpenMoments<>(spec, buffer);
    this.ticks = new Ticks(spec);
  }

  /**
   * An aligner that goes on from where another one was, under the same or a changed specification
   * with the same inputs.
   */
  public static <R> SiteAligner<R> restore(
      AlignmentSpec spec,
      AlignmentHandler<R> handler,
      SiteState state,
      Iterable<HeldEvent<R>> held) {
    SiteAligner<R> aligner = new SiteAligner<>(spec, handler);
    aligner.recall(state, held);
    return aligner;
  }

  /**
   * Takes an event in.
   *
   * @param arrivalUs its arrival, not before that of any event handed in before
   * @return false where the event is not this pipeline's business, and nothing has changed
   */
  public boolean arrive(SensorEvent<R> event, long arrivalUs) {
    SensorClock<R> sensor = sensors.find(event.modality(), event.sensor());
    if (sensor == null) {
      return false;
    }
    advance(arrivalUs);
    DropReason insane = sanity(event, sensor, arrivalUs);
    if (insane != null) {
      handler.dropped(event, insane);
      return true;
    }
    hear(sensor);
    keepClock(sensor, event);
    handle(event, sensor);
    open.settle(now, firstArrival);
    closeSettled();
    buffer.evictOverflow();
    return true;
  }

  /** Moves the clock on; every event with an arrival before {@code nowUs} has been handed in. */
  public void advance(long nowUs) {
    for (long next = nextInstantUs(); next <= nowUs; next = nextInstantUs()) {
      now = Math.max(now, next);
      open.expire(now);
      open.settle(now, firstArrival);
      closeSettled();
      if (ticks.fallen(sensors, now)) {
        beginEpoch();
      }
    }
    now = Math.max(now, nowUs);
    open.expire(now);
  }

  /**
   * The next instant at which time alone may decide something, {@link Long#MAX_VALUE} where there
   * is none: until then, {@link #advance} changes nothing but the clock.
   */
  public long nextInstantUs() {
    return Math.min(ticks.nextFall(sensors, now), open.nextInstant(firstArrival));
  }

  /**
   * No more events come: the clock runs on until every moment has closed and the buffer is empty.
   */
  public void finish() {
    for (long next = nextInstantUs(); next != Long.MAX_VALUE; next = nextInstantUs()) {
      advance(next);
    }
    buffer.evictAll();
  }

  /** How many events are buffered. */
  public int buffered() {
    return buffer.size();
  }

  /** How many moments are open. */
  public int openMoments() {
    return open.size();
  }

  /** What to remember beside the buffered events, which the handler is told of one by one. */
  public SiteState state() {
    return new SiteState(
        now,
        firstArrival,
        epoch,
        lastClosed,
        ticks.next(),
        ticks.last(),
        sensors.state(),
        open.state());
  }

  /** The buffered events. */
  public List<HeldEvent<R>> held() {
    return buffer.held().stream().map(held -> new HeldEvent<>(held.event, held.fate)).toList();
  }

  private @Nullable DropReason sanity(SensorEvent<R> event, SensorClock<R> sensor, long arrival) {
    long t = sensor.timeOf(event);
    if (t > arrival + spec.maxAheadUs()) {
      return DropReason.FUTURE;
    }
    if (t < arrival - spec.maxBehindUs()) {
      return DropReason.STALE;
    }
    return sensor.buffered.containsKey(event.id()) ? DropReason.DUPLICATE : null;
  }

  private void hear(SensorClock<R> sensor) {
    if (firstArrival == SiteState.UNSET) {
      firstArrival = now;
    }
    sensors.hear(sensor, now);
    open.hear(sensor);
  }

  /** Rules 2 and 3: clock jumps and the watermark. */
  private void keepClock(SensorClock<R> sensor, SensorEvent<R> event) {
    long end = sensor.endOf(event);
    boolean first = sensor.watermark == SiteState.UNSET;
    boolean jumped = !first && sensor.timeOf(event) < sensor.watermark - spec.clockJumpUs();
    sensor.strikes = jumped ? sensor.strikes + 1 : 0;
    boolean reset = sensor.strikes == RESET_STRIKES;
    long before = sensor.watermark;
    sensor.watermark = first || reset ? end : Math.max(before, end);
    boolean fallen = ticks.fallen(sensors, now);
    if (fallen || (reset && sensor.feedsPace)) {
      beginEpoch();
    }
    if (reset) {
      sensor.strikes = 0;
      buffer.evictAll(sensor);
    }
  }

  /** Rules 4 and 5: lateness, the buffer and what opens. */
  private void handle(SensorEvent<R> event, SensorClock<R> sensor) {
    Held<R> held = buffer.place(event, sensor, HeldEvent.Fate.NEW);
    if (held.lastUse < bound() || (sensor.feedsPace && held.t < bound())) {
      handler.dropped(event, DropReason.LATE);
    } else if (sensor.feedsPace && open.at(held.t)) {
      handler.dropped(event, DropReason.SURPLUS);
    } else {
      long lastUse = buffer.lastUse();
      buffer.take(held);
      handler.kept(event, held.fate);
      if (sensor.feedsPace) {
        open.open(held.t, now, held);
      } else if (spec.ticks()) {
        ticks.upTo(held.t, lastUse, tick -> open.open(tick, now, null));
      }
    }
  }

  private void closeSettled() {
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
    handler.emitted(new AlignedMoment<>(epoch, moment.t, moment.opened, now, by, events));
  }

  /** The earliest T that is still to close. */
  private long bound() {
    return lastClosed == SiteState.UNSET ? Long.MIN_VALUE : lastClosed + spec.stepUs();
  }

  private void recall(SiteState state, Iterable<HeldEvent<R>> held) {
    now = state.nowUs();
    firstArrival = state.firstArrivalUs();
    lastClosed = state.lastClosedTimeUs();
    epoch = state.epoch();
    ticks.recall(state.nextTickUs(), state.lastTickUs());
    sensors.recall(state.sensors()).forEach(open::hear);
    for (HeldEvent<R> each : held) {
      SensorClock<R> sensor = sensors.find(each.event().modality(), each.event().sensor());
      if (sensor != null) {
        buffer.take(buffer.place(each.event(), sensor, each.fate()));
      }
    }
    open.recall(state.open(), this::paceOf);
    open.expire(now);
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
