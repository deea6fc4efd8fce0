package io.sensorium.model.supervised;

import io.sensorium.model.labelled.LabelledData;
import io.sensorium.model.labelled.Sample;
import io.sensorium.model.labelled.SampleException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Utterances and their intents: the tables of NLU-Evaluation-Data (Liu et al., 2019), whose columns
 * {@code scenario}, {@code intent} and {@code answer_from_anno} stand between semicolons, wherever
 * they are below the folder; or any texts with labels that {@link LabelledData} reads.
 */
final class IntentSamples {
  private static final CSVFormat TABLE =
      CSVFormat.RFC4180.builder().setDelimiter(';').setHeader().setSkipHeaderRecord(true).get();
  private static final int MAX_DEPTH = 8;

  /** A text and its label. */
  private record Utterance(String text, String label) {}

  private IntentSamples() {}

  static Samples<String> read(Path folder) {
    List<Utterance> utterances = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder, MAX_DEPTH)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".csv")).sorted().toList()) {
        utterances.addAll(table(file));
      }
    } catch (IOException | UncheckedIOException e) {
      throw new SampleException(folder, "a folder of texts", e.toString(), "Check the path");
    }
    return samples(utterances.isEmpty() ? labelled(folder) : utterances);
  }

  private static List<Utterance> table(Path file) throws IOException {
    List<Utterance> utterances = new ArrayList<>();
    try (Reader reader = Files.newBufferedReader(file);
        CSVParser rows = CSVParser.parse(reader, TABLE)) {
      boolean ours =
          rows.getHeaderNames().containsAll(List.of("scenario", "intent", "answer_from_anno"));
      for (CSVRecord row : ours ? rows : List.<CSVRecord>of()) {
        if (row.isSet("answer_from_anno")) {
          String label = row.get("scenario") + "_" + row.get("intent");
          utterances.add(new Utterance(row.get("answer_from_anno"), label));
        }
      }
    }
    return utterances;
  }

  private static List<Utterance> labelled(Path folder) {
    List<Utterance> utterances = new ArrayList<>();
    for (Sample sample : LabelledData.classes(folder)) {
      if (sample.content() instanceof Sample.Written written
          && sample.truth() instanceof Sample.Labelled labelled) {
        utterances.add(new Utterance(written.text(), labelled.label()));
      }
    }
    return utterances;
  }

  private static Samples<String> samples(List<Utterance> utterances) {
    List<String> labels =
        List.copyOf(new TreeSet<>(utterances.stream().map(Utterance::label).toList()));
    return new Samples<>(
        labels,
        utterances.stream().map(Utterance::text).toList(),
        utterances.stream().map(u -> labels.indexOf(u.label())).toList());
  }
}
