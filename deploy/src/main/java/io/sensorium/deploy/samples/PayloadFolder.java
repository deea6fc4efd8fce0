package io.sensorium.deploy.samples;

import io.sensorium.event.Modality;
import io.sensorium.model.file.ModelFileException;
import io.sensorium.recording.RecordedEvent;
import io.sensorium.recording.RecordingReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The payloads of one modality in a folder: files, or the rows of a recording. */
final class PayloadFolder {
  private static final String TIMELINE = "timeline.csv";
  private static final int DEPTH = 16;

  private PayloadFolder() {}

  /**
   * Lists them: in the order of their paths, hidden files left out, or in that of the recording.
   *
   * @throws ModelFileException if there are none
   */
  static List<Payload> list(Path folder, Modality modality) {
    List<Payload> payloads =
        Files.isRegularFile(folder.resolve(TIMELINE))
            ? recorded(folder, modality)
            : files(folder, modality);
    if (payloads.isEmpty()) {
      throw new ModelFileException(
          folder,
          "samples of modality %s: files with endings %s, or rows of a recording"
              .formatted(modality, endings(modality)),
          "none",
          "Put some there, or correct --samples");
    }
    return payloads;
  }

  private static List<Payload> files(Path folder, Modality modality) {
    try (Stream<Path> files = Files.walk(folder, DEPTH)) {
      return files
          .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
          .filter(Files::isRegularFile)
          .filter(file -> endings(modality).contains(Payload.ending(file)))
          .sorted()
          .<Payload>map(Payload.Stored::new)
          .toList();
    } catch (IOException | UncheckedIOException unreadable) {
      throw new ModelFileException(
          folder, "a folder of samples", unreadable.toString(), "Correct --samples");
    }
  }

  private static List<Payload> recorded(Path folder, Modality modality) {
    List<Payload> payloads = new ArrayList<>();
    try (RecordingReader rows = RecordingReader.open(folder)) {
      while (rows.hasNext()) {
        RecordedEvent row = rows.next();
        if (row.modality() == modality) {
          payloads.add(
              modality == Modality.TEXT
                  ? new Payload.Written("row " + row.row(), row.payload())
                  : new Payload.Stored(inside(folder, row)));
        }
      }
    }
    return payloads;
  }

  private static Path inside(Path folder, RecordedEvent row) {
    Path root = folder.toAbsolutePath().normalize();
    Path file = root.resolve(row.payload()).normalize();
    if (!file.startsWith(root)) {
      throw new ModelFileException(
          folder.resolve(TIMELINE),
          "payloads inside the recording's folder",
          "'" + row.payload() + "' in row " + row.row(),
          "Correct the row");
    }
    return file;
  }

  private static Set<String> endings(Modality modality) {
    return switch (modality) {
      case CAMERA -> Set.of("jpg", "jpeg", "png", "pnm", "ppm", "pgm");
      case AUDIO -> Set.of("wav");
      case TEXT -> Set.of("txt");
    };
  }
}
