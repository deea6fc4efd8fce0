package io.sensorium.model.supervised.sound;

import io.sensorium.model.labelled.ClipReader;
import io.sensorium.model.labelled.LabelledData;
import io.sensorium.model.labelled.Sample;
import io.sensorium.model.labelled.SampleException;
import io.sensorium.model.labelled.SampleFiles;
import io.sensorium.model.supervised.Samples;
import io.sensorium.worker.feature.FeatureException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Clips and what they are of: {@code meta/esc50.csv} and {@code audio/} of ESC-50 (Piczak, 2015),
 * which names each clip's source, or a folder for each class with WAV files, each its own source.
 */
final class ClipSamples {
  private static final String TABLE = "meta/esc50.csv";
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  /** A clip that was not opened yet. */
  private record Entry(Path file, String source, String label) {}

  private ClipSamples() {}

  static Samples<HeardClip> read(Path folder, ClipReader clips) {
    Path table = folder.resolve(TABLE);
    List<Entry> entries = Files.isRegularFile(table) ? table(folder, table) : folders(folder);
    List<String> labels = List.copyOf(new TreeSet<>(entries.stream().map(Entry::label).toList()));
    if (labels.size() < 2) {
      throw new SampleException(
          folder,
          "clips of at least two classes: a folder for each, or 'audio' and " + TABLE,
          labels.toString(),
          "Name the folder that holds them");
    }
    return new Samples<>(
        labels,
        entries.stream().map(entry -> heard(entry, clips)).toList(),
        entries.stream().map(entry -> labels.indexOf(entry.label())).toList());
  }

  private static HeardClip heard(Entry entry, ClipReader clips) {
    try {
      byte[] bytes = SampleFiles.bytes(entry.file());
      return new HeardClip(entry.source(), ClipFeatures.mel(clips.read(bytes)));
    } catch (FeatureException unreadable) {
      throw new SampleException(
          entry.file(), "a clip of sound", String.valueOf(unreadable.getMessage()), "Leave it out");
    }
  }

  private static List<Entry> table(Path folder, Path table) {
    List<Entry> entries = new ArrayList<>();
    Path root = folder.resolve("audio").toAbsolutePath().normalize();
    try (Reader reader = Files.newBufferedReader(table);
        CSVParser rows = CSVParser.parse(reader, FORMAT)) {
      for (CSVRecord row : rows) {
        Path file = root.resolve(row.get("filename")).normalize();
        if (!file.startsWith(root)) {
          throw new SampleException(
              table, "files inside of " + root, "'" + row.get("filename") + "'", "Correct the row");
        }
        entries.add(new Entry(file, row.get("src_file"), row.get("category")));
      }
    } catch (IOException | UncheckedIOException | IllegalArgumentException wrong) {
      throw new SampleException(
          table, "columns filename, category and src_file", wrong.toString(), "Correct the table");
    }
    return entries;
  }

  private static List<Entry> folders(Path folder) {
    List<Entry> entries = new ArrayList<>();
    for (Sample sample : LabelledData.classes(folder)) {
      if (sample.content() instanceof Sample.Stored stored
          && sample.truth() instanceof Sample.Labelled labelled) {
        entries.add(new Entry(stored.file(), stored.file().toString(), labelled.label()));
      }
    }
    return entries;
  }
}
