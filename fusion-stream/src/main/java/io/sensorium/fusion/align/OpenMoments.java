package io.sensorium.fusion.align;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The open moments of a site in order of T, and for which inputs each has settled. */
final class OpenMoments<R> {
  private final TreeMap<Long, OpenMoment<R>> byTime = new TreeMap<>();
  private final List<Settling<R>> inputs = new ArrayList<>();
  private final long allInputs;

  OpenMoments(AlignmentSpec spec, EventBuffer<R> buffer) {
    for (int i = 0; i < spec.inputs().size(); i++) {
      inputs.add(new Settling<>(i, spec.inputs().get(i), buffer.candidates(i)));
    }
    this.allInputs = (1L << inputs.size()) - 1;
  }

  int size() {
    return byTime.size();
  }

  boolean at(long t) {
    return byTime.containsKey(t);
  }

  void open(long t, long now, @Nullable Held<R> pace) {
    add(new OpenMoment<>(t, now, pace, allInputs));
  }

  /** In order of opening. */
  void add(OpenMoment<R> moment) {
    byTime.put(moment.t, moment);
    for (int i = 0; i < inputs.size(); i++) {
      if (moment.waitsFor(i)) {
        inputs.get(i).add(moment);
      }
    }
  }

  /** A sensor has been heard; in order of arrival. */
  void hear(SensorClock<R> sensor) {
    for (int input : sensor.inputs) {
      inputs.get(input).hear(sensor);
    }
  }

  /** Sensors that have been silent for idle are no longer waited for. */
  void expire(long now) {
    for (Settling<R> input : inputs) {
      input.expire(now);
    }
  }

  /** Settles what may be settled at this instant; silent sensors have expired. */
  void settle(long now, long firstArrival) {
    for (Settling<R> input : inputs) {
      input.settle(now, firstArrival);
    }
  }

  /** The next instant at which time alone may settle something. */
  long nextInstant(long firstArrival) {
    long next = Long.MAX_VALUE;
    for (Settling<R> input : inputs) {
      next = Math.min(next, input.nextInstant(firstArrival));
    }
    return next;
  }

  /** Takes out the first moment, if all its inputs have settled. */
  @Nullable OpenMoment<R> takeSettled() {
    boolean settled = !byTime.isEmpty() && byTime.firstEntry().getValue().unsettled == 0;
    return settled ? byTime.pollFirstEntry().getValue() : null;
  }

  List<SiteState.Open> state() {
    return byTime.values().stream()
        .map(
            m -> {
              SensorEvent<R> pace = m.pace == null ? null : m.pace.event;
              return new SiteState.Open(
                  m.t,
                  m.opened,
                  m.unsettled,
                  m.forcedBy,
                  m.forcedAt,
                  pace == null ? null : pace.sensor(),
                  pace == null ? null : pace.id());
            })
        .toList();
  }

  /** Opens again what was open; {@code pace} finds the event that opened a moment. */
  void recall(List<SiteState.Open> states, Function<SiteState.Open, @Nullable Held<R>> pace) {
    states.stream()
        .sorted(Comparator.comparingLong(SiteState.Open::openedUs))
        .forEach(
            state -> {
              OpenMoment<R> moment =
                  new OpenMoment<>(
                      state.timeUs(), state.openedUs(), pace.apply(state), state.unsettled());
              moment.forcedBy = state.forcedBy();
              moment.forcedAt = state.forcedAtUs();
              add(moment);
            });
  }

  /** Takes out all moments, settled or not, in order of T. */
  List<OpenMoment<R>> takeAll() {
    List<OpenMoment<R>> all = new ArrayList<>(byTime.values());
    byTime.clear();
    inputs.forEach(Settling::clear);
    return all;
  }
}
