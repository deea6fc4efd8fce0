package io.sensorium.fusion.align;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of alignment once more, the slow way: plain lists, everything looked at again at every
 * instant. Written from the rules, not from the aligner.
 */
final class Oracle {
  private static final class Sensor {
    final Modality modality;
    final String name;
    long watermark;
    long lastArrival;
    int strikes;
    boolean heard;
    boolean alarmed;
    final OracleClock clock;

    Sensor(Modality modality, String name, OracleClock clock) {
      this.modality = modality;
      this.name = name;
      this.clock = clock;
    }
  }

  private static final class Event {
    SensorEvent<String> of;
    long t;
    boolean matched;
    boolean passedOver;

    Event(SensorEvent<String> of, long t) {
      this.of = of;
      this.t = t;
    }

    long end() {
      return t + of.durationUs();
    }
  }

  private static final class Moment {
    long t;
    long opened;
    @Nullable Event pace;
    ClosedBy[] settledBy;
    long[] settledAt;

    Moment(long t, long opened, @Nullable Event pace, int inputs) {
      this.t = t;
      this.opened = opened;
      this.pace = pace;
      this.settledBy = new ClosedBy[inputs];
      this.settledAt = new long[inputs];
    }
  }

  private final AlignmentSpec spec;
  final Outcomes outcomes = new Outcomes();

  /** Every sensor that an event came from. */
  private final Map<String, Sensor> known = new HashMap<>();

  /** Those with an event that was not dropped at the door. */
  private final List<Sensor> sensors = new ArrayList<>();

  private final List<Event> buffer = new ArrayList<>();
  private final List<Moment> open = new ArrayList<>();
  private long now = Long.MIN_VALUE;
  private @Nullable Long firstArrival;
  private @Nullable Long lastClosed;
  private @Nullable Long firstTime;
  private @Nullable Long largestTime;
  private @Nullable Long lastTick;
  private int epoch;

  Oracle(AlignmentSpec spec) {
    this.spec = spec;
  }

  void arrive(World.Arrival arrival) {
    SensorEvent<String> e = arrival.event();
    if (inputsOf(e).isEmpty()) {
      return;
    }
    clockTo(arrival.arrivalUs());
    Sensor sensor = sensor(e);
    boolean judged = sensor.clock.take(arrival);
    long t = sensor.clock.time(arrival);
    // 1. sanity, and 2. clock jumps, as far as learned clocks need it here
    DropReason insane = insane(e, t, arrival.arrivalUs());
    boolean reset = false;
    if (insane == null || (insane == DropReason.STALE && sensor.clock.learns())) {
      boolean below = sensor.heard && t < sensor.watermark - spec.clockJumpUs();
      sensor.strikes = below ? sensor.strikes + 1 : 0;
      reset = sensor.strikes == 3;
    }
    if (reset) {
      sensor.strikes = 0;
      sensor.clock.beginWith(arrival);
      t = sensor.clock.time(arrival);
      insane = insane(e, t, arrival.arrivalUs());
    } else if (judged) {
      judge(sensor, arrival);
    }
    if (insane != null) {
      outcomes.dropped(e, insane);
      return;
    }
    if (firstArrival == null) {
      firstArrival = now;
    }
    Event event = new Event(e, t);
    clocks(event, sensor, reset);
    lateOrOpen(event);
    settleAndClose();
    while (buffer.size() > spec.bufferedEvents()) {
      evict(buffer.stream().min(ORDER).orElseThrow(), DropReason.OVERFLOW);
    }
  }

  void finish() {
    for (Long next = nextInstant(); next != null; next = nextInstant()) {
      clockTo(next);
    }
    for (Event event : List.copyOf(buffer)) {
      evict(event, event.passedOver ? DropReason.SURPLUS : DropReason.UNMATCHED);
    }
  }

  private Sensor sensor(SensorEvent<String> e) {
    return known.computeIfAbsent(
        e.modality() + " " + e.sensor(),
        name ->
            new Sensor(
                e.modality(),
                e.sensor(),
                new OracleClock(spec, spec.inputs().get(inputsOf(e).get(0)))));
  }

  private @Nullable DropReason insane(SensorEvent<String> e, long t, long arrival) {
    if (t > arrival + spec.maxAheadUs()) {
      return DropReason.FUTURE;
    }
    if (t < arrival - spec.maxBehindUs()) {
      return DropReason.STALE;
    }
    boolean held = buffer.stream().anyMatch(b -> sameSensor(b.of, e) && b.of.id().equals(e.id()));
    return held ? DropReason.DUPLICATE : null;
  }

  private void judge(Sensor sensor, World.Arrival arrival) {
    boolean alarm = sensor.clock.alarms(arrival, sensor.alarmed);
    if (alarm != sensor.alarmed) {
      sensor.alarmed = alarm;
      outcomes.lines.add(
          Outcomes.alarm(
              arrival.event(),
              arrival.arrivalUs(),
              alarm,
              sensor.clock.skew(arrival),
              sensor.clock.drift(arrival)));
    }
  }

  // 2. clock jumps, 3. watermark
  private void clocks(Event event, Sensor sensor, boolean reset) {
    if (!sensor.heard) {
      sensor.heard = true;
      sensor.watermark = event.end();
      sensors.add(sensor);
    }
    sensor.lastArrival = now;
    if (reset) {
      sensor.watermark = event.t;
    }
    sensor.watermark = Math.max(sensor.watermark, event.end());
    boolean feedsPace =
        inputsOf(event.of).stream()
            .anyMatch(i -> spec.inputs().get(i).matching() instanceof Matching.Pace);
    if (setBack() || (reset && feedsPace)) {
      resetPace();
    }
    if (reset) {
      for (Event old : List.copyOf(buffer)) {
        if (sameSensor(old.of, event.of)) {
          evict(old, DropReason.CLOCK_RESET);
        }
      }
    }
  }

  // 4. lateness, 5. buffer and open
  private void lateOrOpen(Event event) {
    boolean pace =
        inputsOf(event.of).stream()
            .anyMatch(i -> spec.inputs().get(i).matching() instanceof Matching.Pace);
    if (pace && lastClosed != null && event.t <= lastClosed) {
      outcomes.dropped(event.of, DropReason.LATE);
      return;
    }
    if (pace && open.stream().anyMatch(m -> m.t == event.t)) {
      outcomes.dropped(event.of, DropReason.SURPLUS);
      return;
    }
    if (!usable(event)) {
      outcomes.dropped(event.of, DropReason.LATE);
      return;
    }
    buffer.add(event);
    if (pace) {
      open.add(new Moment(event.t, now, event, spec.inputs().size()));
    } else if (spec.ticks()) {
      firstTime = firstTime == null ? Long.valueOf(event.t) : firstTime;
      largestTime = largestTime == null ? event.t : Math.max(largestTime, event.t);
      long tick = lastTick != null ? lastTick + spec.everyUs() : firstTime;
      while (Math.floorMod(tick, spec.everyUs()) != 0) {
        tick++;
      }
      for (; tick <= largestTime; tick += spec.everyUs()) {
        open.add(new Moment(tick, now, null, spec.inputs().size()));
        lastTick = tick;
      }
    }
    open.sort(Comparator.comparingLong(m -> m.t));
  }

  private void clockTo(long target) {
    for (Long next = nextInstant(); next != null && next <= target; next = nextInstant()) {
      now = next;
      settleAndClose();
      if (setBack()) {
        resetPace();
      }
    }
    now = Math.max(now, target);
  }

  /** The next instant at which the clock alone might change anything. */
  private @Nullable Long nextInstant() {
    List<Long> all = new ArrayList<>();
    for (InputSpec input : spec.inputs()) {
      open.forEach(m -> all.add(m.opened + input.waitUs()));
      for (Sensor sensor : sensors) {
        if (input.takes(sensor.modality, sensor.name)) {
          all.add(sensor.lastArrival + input.idleUs());
        }
      }
      if (firstArrival != null) {
        all.add(firstArrival + input.idleUs());
      }
    }
    Long next = null;
    for (Long instant : all) {
      next = instant > now && (next == null || instant < next) ? instant : next;
    }
    return next;
  }

  // 6. close
  private void settleAndClose() {
    for (Moment moment : open) {
      for (int i = 0; i < spec.inputs().size(); i++) {
        if (moment.settledBy[i] == null) {
          moment.settledBy[i] = settled(moment, spec.inputs().get(i));
          moment.settledAt[i] = now;
        }
      }
    }
    while (!open.isEmpty() && allSettled(open.get(0))) {
      Moment moment = open.remove(0);
      close(moment, closedBy(moment));
    }
  }

  private boolean allSettled(Moment moment) {
    for (ClosedBy by : moment.settledBy) {
      if (by == null) {
        return false;
      }
    }
    return true;
  }

  private ClosedBy closedBy(Moment moment) {
    ClosedBy by = ClosedBy.SETTLED;
    long at = Long.MIN_VALUE;
    for (int i = 0; i < moment.settledBy.length; i++) {
      ClosedBy how = Objects.requireNonNull(moment.settledBy[i]);
      boolean later = moment.settledAt[i] > at;
      if (how != ClosedBy.SETTLED
          && (later || (moment.settledAt[i] == at && how == ClosedBy.WAIT))) {
        by = how;
        at = moment.settledAt[i];
      }
    }
    return by;
  }

  private @Nullable ClosedBy settled(Moment moment, InputSpec input) {
    List<Sensor> all = sensors.stream().filter(s -> input.takes(s.modality, s.name)).toList();
    List<Sensor> live = all.stream().filter(s -> now - s.lastArrival < input.idleUs()).toList();
    long reach = 0;
    if (input.matching() instanceof Matching.Overlap overlap) {
      reach = overlap.afterUs();
    } else if (input.matching() instanceof Matching.Nearest nearest) {
      reach = nearest.toleranceUs();
      for (Event event : candidates(input)) {
        reach = Math.min(reach, Math.abs(event.t - moment.t));
      }
    }
    long need = moment.t + reach;
    if (!live.isEmpty() && live.stream().allMatch(s -> s.watermark - input.disorderUs() >= need)) {
      return ClosedBy.SETTLED;
    }
    if (now >= moment.opened + input.waitUs()) {
      return ClosedBy.WAIT;
    }
    boolean neverSeen =
        all.isEmpty() && now - Objects.requireNonNull(firstArrival) >= input.idleUs();
    return neverSeen || (!all.isEmpty() && live.isEmpty()) ? ClosedBy.IDLE : null;
  }

  // 7. match, 8. emit, 9. evict
  private void close(Moment moment, ClosedBy by) {
    List<List<Event>> matches = new ArrayList<>();
    boolean complete = true;
    boolean any = false;
    for (InputSpec input : spec.inputs()) {
      List<Event> match = match(input, moment);
      matches.add(match);
      any |= !match.isEmpty();
      complete &= !match.isEmpty() || !input.required();
    }
    if (any && complete) {
      outcomes.lines.add(
          Outcomes.moment(
              epoch,
              moment.t,
              moment.opened,
              now,
              by,
              matches.stream().map(m -> m.stream().map(e -> e.of).toList()).toList()));
      for (int i = 0; i < matches.size(); i++) {
        mark(spec.inputs().get(i), moment, matches.get(i));
      }
    } else if (moment.pace != null && buffer.contains(moment.pace) && !moment.pace.matched) {
      evict(moment.pace, DropReason.INCOMPLETE);
    }
    lastClosed = moment.t;
    for (Event event : List.copyOf(buffer)) {
      if (!usable(event)) {
        evict(event, event.passedOver ? DropReason.SURPLUS : DropReason.UNMATCHED);
      }
    }
  }

  private void mark(InputSpec input, Moment moment, List<Event> match) {
    match.forEach(event -> event.matched = true);
    for (Event event : candidates(input)) {
      long ahead = event.t - moment.t;
      boolean within =
          (input.matching() instanceof Matching.Nearest n && Math.abs(ahead) <= n.toleranceUs())
              || (input.matching() instanceof Matching.Latest l
                  && ahead <= 0
                  && -ahead <= l.lookbackUs());
      event.passedOver |= within && !match.contains(event);
    }
  }

  private List<Event> match(InputSpec input, Moment moment) {
    List<Event> all = candidates(input);
    Comparator<Event> distance = Comparator.comparingLong(e -> Math.abs(e.t - moment.t));
    if (input.matching() instanceof Matching.Nearest nearest) {
      return all.stream()
          .filter(e -> Math.abs(e.t - moment.t) <= nearest.toleranceUs())
          .min(distance.thenComparing(ORDER))
          .stream()
          .toList();
    }
    if (input.matching() instanceof Matching.Latest latest) {
      return all.stream()
          .filter(e -> e.t <= moment.t && moment.t - e.t <= latest.lookbackUs())
          .max(ORDER)
          .stream()
          .toList();
    }
    if (input.matching() instanceof Matching.Overlap overlap) {
      long from = moment.t - overlap.beforeUs();
      long to = moment.t + overlap.afterUs();
      return all.stream()
          .filter(
              e -> e.of.durationUs() == 0 ? from <= e.t && e.t < to : e.t < to && from < e.end())
          .sorted(ORDER)
          .toList();
    }
    return all.stream().filter(e -> e == moment.pace).toList();
  }

  /** Whether the next moment or a later one could use it. */
  private boolean usable(Event event) {
    if (lastClosed == null) {
      return true;
    }
    long next = lastClosed + (spec.ticks() ? spec.everyUs() : 1);
    for (int i : inputsOf(event.of)) {
      Matching matching = spec.inputs().get(i).matching();
      boolean can;
      if (matching instanceof Matching.Nearest nearest) {
        can = event.t >= next - nearest.toleranceUs();
      } else if (matching instanceof Matching.Latest latest) {
        can = event.t >= next - latest.lookbackUs();
      } else if (matching instanceof Matching.Overlap overlap) {
        long from = next - overlap.beforeUs();
        can = event.of.durationUs() == 0 ? event.t >= from : event.end() > from;
      } else {
        can = event.t >= next;
      }
      if (can) {
        return true;
      }
    }
    return false;
  }

  private boolean setBack() {
    if (!spec.ticks() || lastTick == null) {
      return false;
    }
    Set<Sensor> live = new HashSet<>();
    for (InputSpec input : spec.inputs()) {
      sensors.stream()
          .filter(s -> input.takes(s.modality, s.name))
          .filter(s -> now - s.lastArrival < input.idleUs())
          .forEach(live::add);
    }
    long limit = lastTick - spec.clockJumpUs();
    return !live.isEmpty() && live.stream().allMatch(s -> s.watermark < limit);
  }

  private void resetPace() {
    while (!open.isEmpty()) {
      close(open.remove(0), ClosedBy.RESET);
    }
    epoch++;
    lastClosed = null;
    firstTime = null;
    largestTime = null;
    lastTick = null;
  }

  private void evict(Event event, DropReason reason) {
    buffer.remove(event);
    if (!event.matched) {
      outcomes.dropped(event.of, reason);
    }
  }

  private List<Event> candidates(InputSpec input) {
    return buffer.stream().filter(e -> input.takes(e.of.modality(), e.of.sensor())).toList();
  }

  private List<Integer> inputsOf(SensorEvent<String> event) {
    List<Integer> indexes = new ArrayList<>();
    for (int i = 0; i < spec.inputs().size(); i++) {
      if (spec.inputs().get(i).takes(event.modality(), event.sensor())) {
        indexes.add(i);
      }
    }
    return indexes;
  }

  private static boolean sameSensor(SensorEvent<String> a, SensorEvent<String> b) {
    return a.modality() == b.modality() && a.sensor().equals(b.sensor());
  }

  private static final Comparator<Event> ORDER =
      Comparator.<Event>comparingLong(e -> e.t)
          .thenComparing(e -> e.of.sensor())
          .thenComparing(e -> e.of.id())
          .thenComparing(e -> e.of.modality());
}
