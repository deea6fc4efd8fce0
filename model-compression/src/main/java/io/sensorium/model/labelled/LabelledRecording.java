package io.sensorium.model.labelled;

import io.sensorium.event.Modality;
import io.sensorium.recording.RecordedEvent;
import io.sensorium.recording.RecordingReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Events of a recording in spans of time that have a label: frames and texts at their event time,
 * chunks of sound at their middle. A chunk is heard behind those that it follows without a gap.
 */
final class LabelledRecording {
  static final String TIMELINE = "timeline.csv";

  /** Longer than the windows of most models. */
  private static final long LONGEST_US = 10_000_000;

  /** Clocks of devices round to milliseconds. */
  private static final long SEAM_US = 1_000;

  private final Path folder;
  private final LabelSpans spans;
  private final Map<String, Deque<RecordedEvent>> heard = new HashMap<>();

  private LabelledRecording(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
    this.spans = LabelSpans.read(folder.resolve(LabelTable.FILE));
  }

  /** Whether a folder is a recording with labels. */
  static boolean is(Path folder) {
    return Files.isRegularFile(folder.resolve(TIMELINE))
        && Files.isRegularFile(folder.resolve(LabelTable.FILE));
  }

  /**
   * The events of one modality that have a label, in the recording's order.
   *
   * @throws SampleException if the spans are malformed, or an event has two labels
   * @throws io.sensorium.recording.RecordingException if the recording is malformed
   */
  static List<Sample> read(Path folder, Modality modality) {
    return new LabelledRecording(folder).samples(modality);
  }

  private List<Sample> samples(Modality modality) {
    List<Sample> samples = new ArrayList<>();
    try (RecordingReader rows = RecordingReader.open(folder)) {
      while (rows.hasNext()) {
        RecordedEvent row = rows.next();
        if (row.modality() == modality) {
          Sample.Content content = content(row);
          Optional<String> label =
              spans.at(row.timeUs() + row.durationUs() / 2, row.site(), row.sensor(), row.row());
          label.ifPresent(
              l -> samples.add(new Sample("row " + row.row(), content, new Sample.Labelled(l))));
        }
      }
    }
    return samples;
  }

  private Sample.Content content(RecordedEvent row) {
    return switch (row.modality()) {
      case TEXT -> new Sample.Written(row.payload());
      case CAMERA -> new Sample.Stored(inside(row));
      case AUDIO -> {
        List<Path> run = run(row).stream().map(this::inside).toList();
        yield run.size() == 1 ? new Sample.Stored(run.get(0)) : new Sample.Heard(run);
      }
    };
  }

  /** A chunk behind those that it follows, up to 10 s together. */
  private Deque<RecordedEvent> run(RecordedEvent row) {
    Deque<RecordedEvent> run =
        heard.computeIfAbsent(row.site() + '\n' + row.sensor(), any -> new ArrayDeque<>());
    if (!run.isEmpty()) {
      long end = run.getLast().timeUs() + run.getLast().durationUs();
      if (Math.abs(row.timeUs() - end) > SEAM_US) {
        run.clear();
      }
    }
    run.addLast(row);
    while (run.size() > 1 && run.stream().mapToLong(RecordedEvent::durationUs).sum() > LONGEST_US) {
      run.removeFirst();
    }
    return run;
  }

  private Path inside(RecordedEvent row) {
    Path file = folder.resolve(row.payload()).normalize();
    if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
      throw new SampleException(
          folder.resolve(TIMELINE),
          "payloads inside the recording's folder",
          "'" + row.payload() + "' in row " + row.row(),
          "Put the file there or correct the row");
    }
    return file;
  }
}
