package io.sensorium.model.supervised.intent;

import io.sensorium.model.labelled.LabelledData;
import io.sensorium.model.labelled.Sample;
import io.sensorium.model.labelled.SampleException;
import io.sensorium.model.supervised.Samples;
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
 * they are below the folder; the files of Snips, see {@link SnipsFiles}; or any texts with labels
 * that {@link LabelledData} reads.
 */
final class IntentSamples {
  private static final CSVFormat TABLE =
      CSVFormat.RFC4180.builder().setDelimiter(';').setHeader().setSkipHeaderRecord(true).get();
  private static final int MAX_DEPTH = 8;

  private static final String NLU =
      "made for NLU-Evaluation-Data (Liu, Eshghi, Swietojanski, Rieser, 2019), CC-BY-4.0";
  private static final String NLU_PUBLISHED =
      "The systems published with it reach a micro-F1 of 0.855 to 0.882 in ten-fold cross-validation on"
          + " the same source.";
  private static final String SNIPS =
      "of Snips: benchmark of 2017 (Coucke et al., 2018), CC0-1.0, and sample datasets, Apache-2.0";

  private IntentSamples() {}

  static TextSource read(Path folder) {
    List<LabelledText> tables = new ArrayList<>();
    List<LabelledText> snips = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder, MAX_DEPTH)) {
      for (Path file : files.sorted().toList()) {
        if (file.toString().endsWith(".csv")) {
          tables.addAll(table(file));
        } else if (file.toString().endsWith(".json")) {
          snips.addAll(SnipsFiles.read(file));
        }
      }
    } catch (IOException | UncheckedIOException e) {
      throw new SampleException(folder, "a folder of texts", e.toString(), "Check the path");
    }
    if (!tables.isEmpty()) {
      return new TextSource(samples(tables), NLU, NLU_PUBLISHED);
    }
    return snips.isEmpty()
        ? new TextSource(samples(labelled(folder)), "texts of a folder", "")
        : new TextSource(samples(snips), SNIPS, "");
  }

  private static List<LabelledText> table(Path file) throws IOException {
    List<LabelledText> utterances = new ArrayList<>();
    try (Reader reader = Files.newBufferedReader(file);
        CSVParser rows = CSVParser.parse(reader, TABLE)) {
      boolean ours =
          rows.getHeaderNames().containsAll(List.of("scenario", "intent", "answer_from_anno"));
      for (CSVRecord row : ours ? rows : List.<CSVRecord>of()) {
        if (row.isSet("answer_from_anno")) {
          String label = row.get("scenario") + "_" + row.get("intent");
          utterances.add(new LabelledText(row.get("answer_from_anno"), label));
        }
      }
    }
    return utterances;
  }

  private static List<LabelledText> labelled(Path folder) {
    List<LabelledText> utterances = new ArrayList<>();
    for (Sample sample : LabelledData.classes(folder)) {
      if (sample.content() instanceof Sample.Written written
          && sample.truth() instanceof Sample.Labelled labelled) {
        utterances.add(new LabelledText(written.text(), labelled.label()));
      }
    }
    return utterances;
  }

  /** Each text once a label: one that is in several files would be learned from and tested. */
  private static Samples<String> samples(List<LabelledText> all) {
    List<LabelledText> utterances = all.stream().distinct().toList();
    List<String> labels =
        List.copyOf(new TreeSet<>(utterances.stream().map(LabelledText::label).toList()));
    return new Samples<>(
        labels,
        utterances.stream().map(LabelledText::text).toList(),
        utterances.stream().map(u -> labels.indexOf(u.label())).toList());
  }
}
