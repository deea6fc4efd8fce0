package io.sensorium.model.labelled;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A table of samples, RFC 4180 with a header: columns {@code label} and either {@code file}, a path
 * inside the table's folder, or {@code text}, the sample itself. Other columns are left alone.
 */
final class LabelTable {
  static final String FILE = "labels.csv";

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  private LabelTable() {}

  static List<Sample> read(Path table) {
    try (Reader reader = Files.newBufferedReader(table);
        CSVParser rows = CSVParser.parse(reader, FORMAT)) {
      List<String> header = rows.getHeaderNames();
      boolean written = header.contains("text");
      if (!header.contains("label") || written == header.contains("file")) {
        throw new SampleException(
            table,
            "columns 'label' and one of 'file' and 'text'",
            header.toString(),
            "Correct the first line");
      }
      List<Sample> samples = new ArrayList<>();
      for (CSVRecord row : rows) {
        samples.add(sample(table, row, written));
      }
      return samples;
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new SampleException(
          table, "a table in UTF-8 (RFC 4180)", String.valueOf(e.getMessage()), "Correct it");
    }
  }

  private static Sample sample(Path table, CSVRecord row, boolean written) {
    String column = written ? "text" : "file";
    String name = "line " + row.getRecordNumber();
    if (!row.isSet(column) || !row.isSet("label") || row.get("label").isBlank()) {
      throw new SampleException(
          table,
          "a " + column + " and a label in row " + row.getRecordNumber(),
          row.toString(),
          "Complete the row");
    }
    Sample.Truth truth = new Sample.Labelled(row.get("label").strip());
    return written
        ? new Sample(name, new Sample.Written(row.get(column)), truth)
        : new Sample(row.get(column), SampleFiles.content(inside(table, row.get(column))), truth);
  }

  private static Path inside(Path table, String name) {
    Path folder = Objects.requireNonNull(table.toAbsolutePath().normalize().getParent());
    Path file = folder.resolve(name).normalize();
    if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
      throw new SampleException(
          table,
          "files inside " + folder,
          "'" + name + "'" + (Files.exists(file) ? "" : ", which is not there"),
          "Put the file there or correct the row");
    }
    return file;
  }
}
