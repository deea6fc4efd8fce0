package io.sensorium.model.labelled;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A table of spans of event time that have a label: columns {@code label,from_us,to_us} in
 * microseconds since the epoch of time, the end not included; {@code site} and {@code sensor} where
 * a span is not for all.
 */
final class LabelSpans {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  private final Path table;
  private final List<Span> spans = new ArrayList<>();

  /** Empty site and sensor stand for all. */
  private record Span(String label, long from, long to, String site, String sensor) {
    boolean covers(long time, String site, String sensor) {
      return time >= from
          && time < to
          && (this.site.isEmpty() || this.site.equals(site))
          && (this.sensor.isEmpty() || this.sensor.equals(sensor));
    }
  }

  private LabelSpans(Path table) {
    this.table = table;
  }

  static LabelSpans read(Path table) {
    LabelSpans spans = new LabelSpans(table);
    try (Reader reader = Files.newBufferedReader(table);
        CSVParser rows = CSVParser.parse(reader, FORMAT)) {
      List<String> header = rows.getHeaderNames();
      if (!header.containsAll(List.of("label", "from_us", "to_us"))) {
        throw new SampleException(
            table,
            "columns 'label', 'from_us' and 'to_us' beside a recording",
            header.toString(),
            "Correct the first line");
      }
      for (CSVRecord row : rows) {
        spans.spans.add(spans.span(row));
      }
      return spans;
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new SampleException(
          table, "a table in UTF-8 (RFC 4180)", String.valueOf(e.getMessage()), "Correct it");
    }
  }

  /**
   * The label of an event, if it has one.
   *
   * @param time of the event, in microseconds
   * @param event what it is called in an error
   * @throws SampleException if spans of different labels cover it
   */
  Optional<String> at(long time, String site, String sensor, long event) {
    List<String> labels =
        spans.stream()
            .filter(span -> span.covers(time, site, sensor))
            .map(Span::label)
            .distinct()
            .toList();
    if (labels.size() > 1) {
      throw new SampleException(
          table,
          "one label at each time",
          labels + " for row " + event + " of the recording",
          "Let spans end where the next begins");
    }
    return labels.stream().findFirst();
  }

  private Span span(CSVRecord row) {
    String label = row.isSet("label") ? row.get("label").strip() : "";
    long from = number(row, "from_us");
    long to = number(row, "to_us");
    if (label.isEmpty() || to <= from) {
      throw new SampleException(
          table,
          "a label and a to_us behind its from_us in row " + row.getRecordNumber(),
          row.toMap().toString(),
          "Correct the row");
    }
    return new Span(label, from, to, filter(row, "site"), filter(row, "sensor"));
  }

  private static String filter(CSVRecord row, String column) {
    return row.isMapped(column) && row.isSet(column) ? row.get(column).strip() : "";
  }

  private long number(CSVRecord row, String column) {
    String text = row.isSet(column) ? row.get(column).strip() : "";
    if (!text.matches("-?\\d{1,18}")) {
      throw new SampleException(
          table,
          "whole microseconds in " + column + " of row " + row.getRecordNumber(),
          "'" + text + "'",
          "Correct the row");
    }
    return Long.parseLong(text);
  }
}
