package io.sensorium.fusion.offline;

import io.sensorium.fusion.align.AlignmentSpec;
import io.sensorium.fusion.align.SensorEvent;
import io.sensorium.fusion.align.SiteAligner;
import io.sensorium.fusion.plan.AlignmentPlan;
import io.sensorium.pipeline.Pipeline;
import io.sensorium.recording.RecordedEvent;
import io.sensorium.recording.RecordingReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Aligns a recording by exactly the rules of the running application. Of the recording only the
 * timeline is read, row by row: memory grows with what the sites buffer, not with its length.
 */
public final class AlignRecording {
  private static final Comparator<RecordedEvent> TIES =
      Comparator.comparing(RecordedEvent::modality).thenComparingLong(RecordedEvent::row);

  private final AlignmentSpec spec;
  private final OutcomeWriter writer;
  private final Map<String, SiteAligner<Long>> sites = new LinkedHashMap<>();
  private long events;
  private long notOurs;
  private int mostBuffered;

  private AlignRecording(Pipeline pipeline, OutcomeWriter writer) {
    this.spec = AlignmentPlan.of(pipeline);
    this.writer = writer;
  }

  /**
   * Aligns a recording and writes what came of it as JSON lines; both files are begun anew.
   *
   * @param recording a folder with a timeline
   * @throws io.sensorium.recording.RecordingException where the timeline cannot be used
   * @throws UncheckedIOException where a file cannot be written
   */
  public static AlignmentSummary run(
      Pipeline pipeline, Path recording, Path moments, Path dropped) {
    try (RecordingReader rows = RecordingReader.open(recording);
        OutcomeWriter writer = OutcomeWriter.open(pipeline, moments, dropped)) {
      return new AlignRecording(pipeline, writer).align(rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private AlignmentSummary align(RecordingReader rows) {
    List<RecordedEvent> together = new ArrayList<>();
    while (rows.hasNext()) {
      RecordedEvent row = rows.next();
      if (!together.isEmpty() && together.get(0).arrivalUs() != row.arrivalUs()) {
        take(together);
      }
      together.add(row);
    }
    take(together);
    sites.values().forEach(SiteAligner::finish);
    return new AlignmentSummary(
        events,
        notOurs,
        sites.size(),
        writer.moments(),
        writer.momentsWith(),
        writer.complete(),
        writer.dropped(),
        mostBuffered);
  }

  /** Takes rows of one arrival time: camera, audio, text, then by row. */
  private void take(List<RecordedEvent> together) {
    together.sort(TIES);
    together.forEach(this::take);
    together.clear();
  }

  private void take(RecordedEvent row) {
    boolean chunk = row.modality() == io.sensorium.event.Modality.AUDIO;
    SensorEvent<Long> event =
        new SensorEvent<>(
            AlignmentPlan.modality(row.modality()),
            row.sensor(),
            row.id(),
            row.timeUs(),
            chunk ? row.durationUs() : 0,
            row.row());
    if (!spec.takes(event.modality(), event.sensor())) {
      notOurs++;
      return;
    }
    SiteAligner<Long> site =
        sites.computeIfAbsent(row.site(), name -> new SiteAligner<>(spec, writer.of(name)));
    site.arrive(event, row.arrivalUs());
    events++;
    mostBuffered = Math.max(mostBuffered, site.buffered());
  }
}
