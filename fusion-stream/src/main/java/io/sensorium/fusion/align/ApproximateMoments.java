package io.sensorium.fusion.align;

import io.sensorium.fusion.approximate.SearchRules;
import io.sensorium.fusion.approximate.SearchState;
import io.sensorium.fusion.approximate.SetSearch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Moments of the events that lie closest in time, one of each input. {@link SetSearch} says which;
 * what stands here is when it may know, and what becomes of a site whose sources die.
 *
 * <ul>
 *   <li>Events reach the search in order of time, through the {@link Entrance} of their input. One
 *       that comes after a later one has entered is {@code late}.
 *   <li>An input is absent while it has nothing, and either all its sensors are silent for idle or
 *       the set in the making has waited for the input's wait, since the earliest arrival among the
 *       first events of all inputs. The set is then found without it.
 *   <li>T is the latest time in the set. It is later than the last T of the epoch: an event that
 *       would be in a set that is not is {@code late}.
 *   <li>A set without a required input is not emitted, and its events are {@code incomplete}.
 *   <li>An event that a better set has passed over is {@code surplus}; one that is in no set within
 *       the largest interval is {@code unmatched}.
 *   <li>Where all clocks have been set back below the last T, all that is buffered becomes sets at
 *       once ({@code reset}), and the epoch goes up.
 * </ul>
 *
 * <p>While neither wait nor idle forces anything, moments depend on the times of the events alone.
 */
final class ApproximateMoments<R> implements Moments<R> {
  private static final long ALL = -1;

  private final AlignmentSpec spec;
  private final AlignmentHandler<R> handler;
  private final ArrivalClock clock;
  private final Sensors<R> sensors;
  private final SetOutcomes<R> outcomes;
  private final SetSearch<Held<R>> search;
  private final Entrances<R> entrances;

  ApproximateMoments(
      AlignmentSpec spec,
      ApproximateRules rules,
      AlignmentHandler<R> handler,
      ArrivalClock clock,
      Sensors<R> sensors) {
    this.spec = spec;
    this.handler = handler;
    this.clock = clock;
    this.sensors = sensors;
    this.outcomes = new SetOutcomes<>(spec, handler, clock, this::closedBy);
    List<Long> gaps = spec.inputs().stream().map(i -> i.matching().leastGapUs()).toList();
    this.search =
        new SetSearch<>(
            new SearchRules(gaps, rules.agePenalty(), rules.largestIntervalUs()), outcomes);
    this.entrances = new Entrances<>(spec, clock, search);
  }

  @Override
  public void hear(SensorClock<R> sensor) {
    entrances.of(sensor.inputs[0]).hear(sensor);
  }

  @Override
  public void keep(SensorClock<R> sensor, boolean reset) {
    if (fallen()) {
      beginEpoch();
    }
    if (reset) {
      evictAll(sensor);
    }
  }

  @Override
  public void take(SensorEvent<R> event, long t, SensorClock<R> sensor) {
    Entrance<R> entrance = entrances.of(sensor.inputs[0]);
    Held<R> held = place(event, t, sensor, clock.now());
    if (entrance.isLate(held)) {
      handler.dropped(event, DropReason.LATE);
    } else {
      outcomes.hold(held);
      entrance.take(held);
      handler.kept(event, held.t, held.fate);
    }
    settle();
    while (outcomes.buffered() > spec.bufferedEvents()) {
      evictOldest();
      settle();
    }
  }

  @Override
  public void expire() {
    entrances.expire();
  }

  @Override
  public void elapse() {
    expire();
    settle();
    if (fallen()) {
      beginEpoch();
    }
  }

  @Override
  public long nextInstant() {
    long fall =
        search.lastEnd() == SetSearch.NO_END
            ? Long.MAX_VALUE
            : sensors.nextFallBelow(search.lastEnd() - spec.clockJumpUs(), clock.now());
    return Math.min(fall, entrances.nextInstant());
  }

  /** Nothing is left: whatever waited has been forced by the clock. */
  @Override
  public void finish() {}

  @Override
  public int buffered() {
    return outcomes.buffered();
  }

  /** One while a set is in the making. */
  @Override
  public int open() {
    return buffered() > 0 ? 1 : 0;
  }

  @Override
  public List<HeldEvent<R>> held() {
    List<Held<R>> all = new ArrayList<>(buffered());
    for (int i = 0; i < spec.inputs().size(); i++) {
      for (int n = 0; n < search.size(i); n++) {
        all.add(search.get(i, n));
      }
      all.addAll(entrances.of(i).waiting());
    }
    return all.stream().map(h -> new HeldEvent<>(h.event, h.t, h.arrival, h.fate)).toList();
  }

  @Override
  public SiteState state(List<SiteState.Sensor> sensorStates) {
    SearchState searching = search.state();
    List<SiteState.Lane> lanes = new ArrayList<>();
    for (int i = 0; i < spec.inputs().size(); i++) {
      lanes.add(entrances.of(i).state(searching.passed().get(i)));
    }
    return new SiteState(
        clock.now(),
        clock.firstArrival(),
        outcomes.epoch(),
        searching.lastEnd(),
        SiteState.UNSET,
        SiteState.UNSET,
        sensorStates,
        List.of(),
        new SiteState.Sets(searching.pivot(), searching.robbed(), lanes));
  }

  @Override
  public void recall(SiteState state, List<SensorClock<R>> heard, Iterable<HeldEvent<R>> held) {
    outcomes.recall(state.epoch());
    heard.forEach(this::hear);
    SiteState.Sets sets = sets(state);
    for (int i = 0; i < spec.inputs().size(); i++) {
      entrances.of(i).recall(sets.lanes().get(i));
    }
    List<Held<R>> all = recall(held);
    all.stream().filter(h -> entrance(h).hasEntered(h)).sorted(Entrance.ORDER).forEach(this::add);
    all.stream().filter(h -> !entrance(h).hasEntered(h)).forEach(h -> entrance(h).take(h));
    search.recall(
        new SearchState(
            sets.pivot(),
            state.lastClosedTimeUs(),
            sets.robbed(),
            sets.lanes().stream().map(SiteState.Lane::passed).toList()));
    expire();
  }

  /** How far the search had come; not at all where the pace was another or had other inputs. */
  private SiteState.Sets sets(SiteState state) {
    SiteState.Sets sets = state.sets();
    if (sets != null && sets.lanes().size() == spec.inputs().size()) {
      return sets;
    }
    return new SiteState.Sets(
        SetSearch.NO_PIVOT, 0, Collections.nCopies(spec.inputs().size(), SiteState.Lane.NEW));
  }

  /** The events in order of arrival; those that a moment of another pace has had are forgotten. */
  private List<Held<R>> recall(Iterable<HeldEvent<R>> held) {
    List<Held<R>> all = new ArrayList<>();
    for (HeldEvent<R> each : held) {
      SensorClock<R> sensor = sensors.find(each.event().modality(), each.event().sensor());
      if (each.fate() == HeldEvent.Fate.MATCHED) {
        handler.forgotten(each.event());
      } else if (sensor != null) {
        all.add(place(each.event(), each.timeUs(), sensor, each.arrivalUs()));
      }
    }
    all.sort(Comparator.comparingLong(h -> h.arrival));
    all.forEach(outcomes::hold);
    return all;
  }

  private void settle() {
    entrances.enter();
    while (search.step(entrances.absent())) {
      // one step after another, for each may change what is lacking
    }
  }

  /** Whether all clocks have been set back below the last T. */
  private boolean fallen() {
    return search.lastEnd() != SetSearch.NO_END
        && sensors.fallenBelow(search.lastEnd() - spec.clockJumpUs(), clock.now());
  }

  private void beginEpoch() {
    outcomes.endEpoch(
        () -> {
          entrances.enterAll();
          while (search.step(ALL)) {
            // until nothing is left
          }
        });
    search.restart();
    entrances.restart();
  }

  private ClosedBy closedBy(long absent) {
    return entrances.closedBy(absent);
  }

  /** What the sensor has in the buffer leaves it: its clock has been reset. */
  private void evictAll(SensorClock<R> sensor) {
    int input = sensor.inputs[0];
    List<Held<R>> all = new ArrayList<>(sensor.buffered.values());
    all.sort(Held.ORDER);
    for (Held<R> held : all) {
      entrances.of(input).remove(held);
      outcomes.leave(held, DropReason.CLOCK_RESET);
    }
    search.removeIf(input, held -> held.gone);
    int left = search.size(input);
    entrances.of(input).fallBack(left == 0 ? null : search.get(input, left - 1), search.lastEnd());
  }

  private void evictOldest() {
    Held<R> oldest = null;
    int input = 0;
    for (int i = 0; i < spec.inputs().size(); i++) {
      Held<R> first = search.size(i) > 0 ? search.get(i, 0) : entrances.of(i).first();
      if (first != null && (oldest == null || Held.ORDER.compare(first, oldest) < 0)) {
        oldest = first;
        input = i;
      }
    }
    if (oldest == null) {
      return;
    }
    if (search.size(input) > 0) {
      search.removeFirst(input);
    } else {
      entrances.of(input).remove(oldest);
      search.rob(input);
    }
    outcomes.leave(oldest, DropReason.OVERFLOW);
  }

  private Held<R> place(SensorEvent<R> event, long t, SensorClock<R> sensor, long arrival) {
    long end = SensorClock.endOf(event, t);
    return new Held<>(event, sensor, arrival, t, end, t, HeldEvent.Fate.NEW);
  }

  private Entrance<R> entrance(Held<R> held) {
    return entrances.of(held.sensor.inputs[0]);
  }

  private void add(Held<R> held) {
    search.add(held.sensor.inputs[0], held, held.t);
  }
}
