package io.sensorium.fusion.guide;

import io.sensorium.fusion.align.AlignedMoment;
import io.sensorium.fusion.align.AlignmentHandler;
import io.sensorium.fusion.align.AlignmentSpec;
import io.sensorium.fusion.align.DropReason;
import io.sensorium.fusion.align.HeldEvent;
import io.sensorium.fusion.align.Modality;
import io.sensorium.fusion.align.SensorEvent;
import io.sensorium.fusion.align.SiteAligner;
import io.sensorium.fusion.plan.AlignmentPlan;
import io.sensorium.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One example of the guide: a pipeline and what arrives at one site, and what the aligner makes of
 * it. In the guide times are milliseconds.
 *
 * @param rules without a name
 * @param arrivals in order of arrival
 * @param times t of the events that were taken in
 * @param outcomes what was decided, in order of decision
 */
record Example(
    AlignmentSpec rules, List<Arrival> arrivals, Map<String, Long> times, List<Outcome> outcomes) {
  /** Of a row of the table: {@code id modality sensor time[..end] arrival}. */
  private static final Pattern ROW =
      Pattern.compile("(\\S+) +(camera|audio|text) +(\\S+) +(-?\\d+)(?:\\.\\.(-?\\d+))? +(-?\\d+)");

  /** An event and when it arrives, microseconds. */
  record Arrival(SensorEvent<String> event, long arrivalUs) {}

  /** What was decided. */
  sealed interface Outcome {}

  /** A moment was emitted. */
  record Emitted(AlignedMoment<String> moment) implements Outcome {}

  /** An event was dropped. */
  record Dropped(String id, DropReason reason) implements Outcome {}

  /**
   * Runs an example.
   *
   * @param yaml the pipeline without its name
   * @param drawn the text of which the rows of arrivals are taken
   */
  static Example run(String yaml, String drawn) {
    AlignmentSpec rules =
        AlignmentPlan.of(Pipeline.parse("docs/alignment.md", "pipeline: example\n" + yaml));
    List<Arrival> arrivals =
        drawn.lines().map(ROW::matcher).filter(Matcher::matches).map(Example::arrival).toList();
    List<Outcome> outcomes = new ArrayList<>();
    Map<String, Long> times = new HashMap<>();
    SiteAligner<String> aligner =
        new SiteAligner<>(
            rules,
            new AlignmentHandler<>() {
              @Override
              public void kept(SensorEvent<String> event, long timeUs, HeldEvent.Fate fate) {
                times.put(event.handle(), timeUs);
              }

              @Override
              public void emitted(AlignedMoment<String> moment) {
                outcomes.add(new Emitted(moment));
              }

              @Override
              public void dropped(SensorEvent<String> event, DropReason reason) {
                outcomes.add(new Dropped(event.handle(), reason));
              }
            });
    arrivals.forEach(arrival -> aligner.arrive(arrival.event(), arrival.arrivalUs()));
    aligner.finish();
    return new Example(rules, arrivals, times, outcomes);
  }

  /** The moments in order of closing: they are called M1, M2 and so on. */
  List<AlignedMoment<String>> moments() {
    return outcomes.stream()
        .filter(Emitted.class::isInstance)
        .map(outcome -> ((Emitted) outcome).moment())
        .toList();
  }

  /** The event's t; its own time where it was turned away. */
  long time(SensorEvent<String> event) {
    return times.getOrDefault(event.handle(), event.timeUs());
  }

  private static Arrival arrival(Matcher row) {
    long time = ms(row.group(4));
    long end = row.group(5) == null ? time : ms(row.group(5));
    return new Arrival(
        new SensorEvent<>(
            Modality.valueOf(row.group(2).toUpperCase(Locale.ROOT)),
            row.group(3),
            row.group(1).replaceFirst("'+$", ""),
            time,
            end - time,
            row.group(1)),
        ms(row.group(6)));
  }

  private static long ms(String text) {
    return Long.parseLong(text) * 1_000;
  }
}
