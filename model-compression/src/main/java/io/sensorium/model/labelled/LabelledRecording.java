package io.sensorium.model.labelled;

import io.sensorium.event.Modality;
import io.sensorium.recording.RecordedEvent;
import io.sensorium.recording.RecordingReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Events of a recording in spans of time that have a label: frames and texts at their event time,
 * chunks of sound at their middle. A chunk is heard behind those that it follows without a gap.
 */
final class LabelledRecording {
  static final String TIMELINE = "timeline.csv";

  private final Path folder;
  private final LabelSpans spans;

  /** What form a chunk has is seen when its file is read. */
  private final SoundRuns<RecordedEvent> runs =
      new SoundRuns<>(
          row -> row.site() + '\n' + row.sensor(),
          RecordedEvent::timeUs,
          RecordedEvent::durationUs,
          (one, other) -> true);

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
          List<RecordedEvent> heard = modality == Modality.AUDIO ? heard(row) : List.of();
          spans
              .at(row.timeUs() + row.durationUs() / 2, row.site(), row.sensor(), row.row())
              .ifPresent(label -> samples.add(sample(row, heard, label)));
        }
      }
    }
    return samples;
  }

  private List<RecordedEvent> heard(RecordedEvent row) {
    if (row.durationUs() == 0) {
      throw new SampleException(
          folder.resolve(TIMELINE),
          "the duration_us of each chunk of sound, to know what is labelled",
          "none in row " + row.row(),
          "Write how long its file is");
    }
    return runs.upTo(row);
  }

  private Sample sample(RecordedEvent row, List<RecordedEvent> heard, String label) {
    Sample.Content content;
    if (row.modality() == Modality.TEXT) {
      content = new Sample.Written(row.payload());
    } else {
      content =
          heard.size() > 1
              ? new Sample.Heard(heard.stream().map(this::inside).toList())
              : new Sample.Stored(inside(row));
    }
    return new Sample("row " + row.row(), content, new Sample.Labelled(label));
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
