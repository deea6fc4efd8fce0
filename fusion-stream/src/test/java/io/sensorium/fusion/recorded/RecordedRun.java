package io.sensorium.fusion.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.fusion.align.AlignedMoment;
import io.sensorium.fusion.align.AlignmentHandler;
import io.sensorium.fusion.align.AlignmentSpec;
import io.sensorium.fusion.align.ClockAlarm;
import io.sensorium.fusion.align.DropReason;
import io.sensorium.fusion.align.HeldEvent;
import io.sensorium.fusion.align.SensorEvent;
import io.sensorium.fusion.align.SiteAligner;
import io.sensorium.fusion.plan.AlignmentPlan;
import io.sensorium.pipeline.Input;
import io.sensorium.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One site's events through the aligner, and what came of each. */
final class RecordedRun implements AlignmentHandler<String> {
  /** An event and when it arrived. */
  record Arrival(SensorEvent<String> event, long arrivalUs) {}

  final List<AlignedMoment<String>> moments = new ArrayList<>();
  final Map<DropReason, Integer> dropped = new EnumMap<>(DropReason.class);
  final List<ClockAlarm<String>> alarms = new ArrayList<>();
  private final Pipeline pipeline;
  private final Set<String> ours = new HashSet<>();
  private final Set<String> matched = new HashSet<>();
  private final Set<String> gone = new HashSet<>();

  /** t of every event that was buffered. */
  private final Map<String, Long> times = new HashMap<>();

  private RecordedRun(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  /** Aligns events in order of arrival, ties by modality, then as they stand. */
  static RecordedRun of(String yaml, List<Arrival> arrivals) {
    Pipeline pipeline = Pipeline.parse("recorded", yaml);
    return of(pipeline, AlignmentPlan.of(pipeline), arrivals);
  }

  private static RecordedRun of(Pipeline pipeline, AlignmentSpec spec, List<Arrival> arrivals) {
    RecordedRun run = new RecordedRun(pipeline);
    SiteAligner<String> aligner = new SiteAligner<>(spec, run);
    List<Arrival> sorted = new ArrayList<>(arrivals);
    sorted.sort(
        Comparator.comparingLong(Arrival::arrivalUs).thenComparing(a -> a.event().modality()));
    for (Arrival arrival : sorted) {
      if (aligner.arrive(arrival.event(), arrival.arrivalUs())) {
        run.ours.add(arrival.event().handle());
      }
    }
    aligner.finish();
    return run;
  }

  /** Every event of the pipeline is in a moment, or was dropped once; never both. */
  void accountsForEveryEvent() {
    Set<String> either = new HashSet<>(matched);
    either.addAll(gone);
    assertThat(either).isEqualTo(ours);
    Set<String> both = new HashSet<>(matched);
    both.retainAll(gone);
    assertThat(both).isEmpty();
    assertThat(gone).hasSize(dropped.values().stream().mapToInt(n -> n).sum());
  }

  int events() {
    return ours.size();
  }

  int dropped(DropReason reason) {
    return dropped.getOrDefault(reason, 0);
  }

  /** Share of the moments that have the input, in percent. */
  double completeness(String input) {
    int index = index(input);
    return 100.0
        * moments.stream().filter(m -> !m.matches().get(index).isEmpty()).count()
        / moments.size();
  }

  /** |t − T| of an input's events in microseconds, ascending. */
  List<Long> skews(String input) {
    int index = index(input);
    List<Long> skews = new ArrayList<>();
    for (AlignedMoment<String> moment : moments) {
      for (SensorEvent<String> event : moment.matches().get(index)) {
        skews.add(Math.abs(times.getOrDefault(event.handle(), 0L) - moment.timeUs()));
      }
    }
    skews.sort(Comparator.naturalOrder());
    return skews;
  }

  /** How long moments waited after their opening in microseconds, ascending. */
  List<Long> waits() {
    return moments.stream().map(m -> m.closedUs() - m.openedUs()).sorted().toList();
  }

  /** Moments with T and the ids of their events, without anything of their arrival. */
  List<String> sets() {
    return moments.stream()
        .map(
            m ->
                m.timeUs()
                    + " "
                    + m.matches().stream()
                        .map(events -> events.stream().map(SensorEvent::handle).toList())
                        .toList())
        .toList();
  }

  /** The value that a share of all stays within. */
  static long percentile(List<Long> ascending, double share) {
    return ascending.get((int) Math.min(ascending.size() - 1, ascending.size() * share));
  }

  private int index(String input) {
    return pipeline.inputs().stream().map(Input::name).toList().indexOf(input);
  }

  @Override
  public void emitted(AlignedMoment<String> moment) {
    moments.add(moment);
    moment.matches().forEach(events -> events.forEach(e -> matched.add(e.handle())));
  }

  @Override
  public void dropped(SensorEvent<String> event, DropReason reason) {
    dropped.merge(reason, 1, Integer::sum);
    gone.add(event.handle());
  }

  @Override
  public void kept(SensorEvent<String> event, long timeUs, HeldEvent.Fate fate) {
    times.put(event.handle(), timeUs);
  }

  @Override
  public void alarmed(ClockAlarm<String> alarm) {
    alarms.add(alarm);
  }
}
