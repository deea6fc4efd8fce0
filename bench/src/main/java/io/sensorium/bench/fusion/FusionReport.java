package io.sensorium.bench.fusion;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sensorium.bench.truth.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What the comparison has found, and where.
 *
 * @param title of the load
 * @param standings in the order of the table
 * @param events on the topics
 * @param inputBytes of all events' values
 * @param notes what a reader must know to judge the figures
 * @param machine cores and Java version
 */
record FusionReport(
    String title,
    List<Standing> standings,
    long events,
    long inputBytes,
    List<String> notes,
    String machine) {
  private static final List<String> COLUMNS =
      List.of(
          "",
          "events/s",
          "min",
          "max",
          "ratio",
          "CPU µs/event",
          "broker's",
          "bytes out/in",
          "heap MiB",
          "resident MiB",
          "p50 ms",
          "p99 ms",
          "oracle's moments",
          "as given",
          "others",
          "rows");

  FusionReport {
    standings = List.copyOf(standings);
    notes = List.copyOf(notes);
  }

  /** The report as Markdown: a title, the table, the notes, the settings of each contender. */
  String markdown() {
    StringBuilder text = new StringBuilder();
    text.append("### ").append(title).append("\n\n").append(machine).append("\n\n");
    row(text, COLUMNS);
    row(text, COLUMNS.stream().map(column -> column.isEmpty() ? "---" : "---:").toList());
    standings.forEach(standing -> row(text, cells(standing)));
    text.append('\n');
    notes.forEach(note -> text.append("- ").append(note).append('\n'));
    text.append("\nSettings:\n\n");
    standings.forEach(
        s ->
            text.append("- ")
                .append(s.kind().title())
                .append(": ")
                .append(s.kind().settings())
                .append(".\n"));
    return text.toString();
  }

  /** Every round, as the JSON file has it. */
  Object json() {
    return new Json(title, machine, inputBytes, notes, standings);
  }

  private record Json(
      String title,
      String machine,
      @JsonProperty("input-bytes") long inputBytes,
      List<String> notes,
      List<Standing> results) {}

  private List<String> cells(Standing s) {
    String title = title(s);
    if (s.rounds().isEmpty()) {
      List<String> empty = new ArrayList<>(Collections.nCopies(COLUMNS.size(), ""));
      empty.set(0, title);
      return empty;
    }
    Latency latency = s.latency();
    Verdict verdict = s.rounds().get(s.rounds().size() - 1).verdict();
    return List.of(
        title,
        "%,.0f".formatted(s.median(Round::eventsPerSecond)),
        "%,.0f".formatted(s.smallest(Round::eventsPerSecond)),
        "%,.0f".formatted(s.largest(Round::eventsPerSecond)),
        "%.2f".formatted(s.median(Round::eventsPerSecond) / limit()),
        "%.1f".formatted(s.median(Round::cpuMicros)),
        "%.1f".formatted(s.median(Round::brokerCpuMicros)),
        "%.4f".formatted(s.median(this::writtenPerByte)),
        "%.0f".formatted(s.median(r -> r.heapBytes() / 1048576.0)),
        "%.0f".formatted(s.median(r -> r.residentBytes() / 1048576.0)),
        latency == null ? "" : "%.0f".formatted(latency.p50Ms()),
        latency == null ? "" : "%.0f".formatted(latency.p99Ms()),
        verdict == null ? "" : "%,d of %,d".formatted(verdict.chosen(), verdict.expected()),
        verdict == null ? "" : "%,d".formatted(verdict.asGiven()),
        verdict == null ? "" : "%,d".formatted(verdict.others()),
        verdict == null ? "" : "%,.0f".formatted(s.median(Round::rows)));
  }

  private String title(Standing s) {
    if (s.failure() != null) {
      return "%s (out: %s)".formatted(s.kind().title(), s.failure());
    }
    double taken = s.median(Round::taken);
    return taken < events
        ? "%s (stood still at %,.0f events)".formatted(s.kind().title(), taken)
        : s.kind().title();
  }

  /** Bytes appended to Kafka and written to files, an input byte. */
  private double writtenPerByte(Round round) {
    return (round.kafkaBytes() + Math.max(0, round.fileBytes())) / (double) inputBytes;
  }

  /** The median rate that the others are compared with; NaN if it did not run. */
  private double limit() {
    return standings.stream()
        .filter(s -> s.kind() == ContenderKind.limit())
        .mapToDouble(s -> s.median(Round::eventsPerSecond))
        .findFirst()
        .orElse(Double.NaN);
  }

  private static void row(StringBuilder text, List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
