package io.sensorium.fusion.offline.run;

import io.sensorium.fusion.align.AlignedMoment;
import io.sensorium.fusion.align.AlignmentHandler;
import io.sensorium.fusion.align.AlignmentSpec;
import io.sensorium.fusion.align.DropReason;
import io.sensorium.fusion.align.HeldEvent;
import io.sensorium.fusion.align.SensorEvent;
import io.sensorium.fusion.align.SiteAligner;
import io.sensorium.fusion.plan.AlignmentPlan;
import io.sensorium.recording.RecordedEvent;
import io.sensorium.recording.RecordingReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One specification at work on a recording. Of the recording only the timeline is read, row by row:
 * memory grows with what the sites buffer, not with its length. For one thread.
 */
public final class RecordingRun {
  private static final Comparator<RecordedEvent> TIES =
      Comparator.comparing(RecordedEvent::modality).thenComparingLong(RecordedEvent::row);

  private final AlignmentSpec spec;
  private final RunObserver observer;
  private final Map<String, SiteAligner<Row>> sites = new LinkedHashMap<>();
  private long events;
  private long notOurs;
  private int mostBuffered;

  public RecordingRun(AlignmentSpec spec, RunObserver observer) {
    this.spec = spec;
    this.observer = observer;
  }

  /**
   * Reads a recording once, hands every row to every run and then lets their clocks run on until
   * all is decided. Rows of one arrival are taken in the order camera, audio, text, then by row.
   *
   * @param recording a folder with a timeline
   * @throws io.sensorium.recording.RecordingException where the timeline cannot be used
   */
  public static void read(Path recording, List<RecordingRun> runs) {
    try (RecordingReader rows = RecordingReader.open(recording)) {
      List<RecordedEvent> together = new ArrayList<>();
      while (rows.hasNext()) {
        RecordedEvent row = rows.next();
        if (!together.isEmpty() && together.get(0).arrivalUs() != row.arrivalUs()) {
          hand(together, runs);
        }
        together.add(row);
      }
      hand(together, runs);
    }
    runs.forEach(run -> run.sites.values().forEach(SiteAligner::finish));
  }

  public RunCounts counts() {
    return new RunCounts(events, notOurs, sites.size(), mostBuffered);
  }

  private static void hand(List<RecordedEvent> together, List<RecordingRun> runs) {
    together.sort(TIES);
    for (RecordedEvent row : together) {
      runs.forEach(run -> run.take(row));
    }
    together.clear();
  }

  private static SensorEvent<Row> event(RecordedEvent row) {
    boolean chunk = row.modality() == io.sensorium.event.Modality.AUDIO;
    return new SensorEvent<>(
        AlignmentPlan.modality(row.modality()),
        row.sensor(),
        row.id(),
        row.timeUs(),
        chunk ? row.durationUs() : 0,
        new Row(row.row(), row.arrivalUs()));
  }

  private void take(RecordedEvent row) {
    SensorEvent<Row> event = event(row);
    if (!spec.takes(event.modality(), event.sensor())) {
      notOurs++;
      observer.ignored(row);
      return;
    }
    SiteAligner<Row> site = sites.computeIfAbsent(row.site(), this::aligner);
    site.arrive(event, row.arrivalUs());
    events++;
    mostBuffered = Math.max(mostBuffered, site.buffered());
  }

  private SiteAligner<Row> aligner(String site) {
    return new SiteAligner<>(spec, new SiteOutcomes(site, new EventTimes(spec), observer));
  }

  /** Tells of one site, of each event first that it has arrived. */
  private record SiteOutcomes(String site, EventTimes times, RunObserver observer)
      implements AlignmentHandler<Row> {

    @Override
    public void kept(SensorEvent<Row> event, long timeUs, HeldEvent.Fate fate) {
      if (!event.handle().placed()) {
        times.known(event, timeUs);
        event.handle().place(timeUs);
        observer.arrived(site, event, null);
      }
    }

    @Override
    public void emitted(AlignedMoment<Row> moment) {
      observer.emitted(site, moment);
    }

    @Override
    public void dropped(SensorEvent<Row> event, DropReason reason) {
      if (!event.handle().placed()) {
        event.handle().place(times.of(event));
        observer.arrived(site, event, reason);
      }
      observer.dropped(site, event, reason);
    }
  }
}
