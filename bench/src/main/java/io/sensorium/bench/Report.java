package io.sensorium.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a measurement has found, and where.
 *
 * @param title what was measured
 * @param unit items of the rates
 * @param limit name of the contender that the others are compared with
 * @param results in the order of the table
 * @param notes what a reader must know to judge the figures
 * @param cores that the JVM may use
 * @param jdk version of the Java runtime
 */
record Report(
    String title,
    String unit,
    String limit,
    List<Contest.Result> results,
    List<String> notes,
    int cores,
    String jdk) {
  Report {
    results = List.copyOf(results);
    notes = List.copyOf(notes);
    if (results.stream().noneMatch(result -> result.name().equals(limit))) {
      throw new IllegalArgumentException("expected a result of '" + limit + "', found none");
    }
  }

  /** A contender's median as a part of the limit's. */
  double ratio(Contest.Result result) {
    return result.median() / limitMedian();
  }

  /** Prints it and, where there is a file, writes it. */
  void publish(PrintStream out, @Nullable Path json) throws IOException {
    out.print(table());
    if (json != null) {
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .writeValue(json.toFile(), map());
    }
  }

  String table() {
    int width = results.stream().mapToInt(result -> result.name().length()).max().orElse(1);
    String row = "%-" + width + "s  %12s  %12s  %12s  %8s%n";
    StringBuilder text = new StringBuilder();
    text.append("%n%s%n%d cores, JDK %s%n%n".formatted(title, cores, jdk));
    text.append(row.formatted(unit + "/s", "median", "min", "max", "ratio"));
    for (Contest.Result result : results) {
      text.append(
          row.formatted(
              result.name(),
              "%,.0f".formatted(result.median()),
              "%,.0f".formatted(result.smallest()),
              "%,.0f".formatted(result.largest()),
              "%.2f".formatted(ratio(result))));
    }
    text.append("ratio: median to that of '%s'%n".formatted(limit));
    notes.forEach(note -> text.append(note).append(System.lineSeparator()));
    return text.toString();
  }

  private Map<String, Object> map() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("title", title);
    map.put("unit", unit + "/s");
    map.put("cores", cores);
    map.put("jdk", jdk);
    map.put("limit", limit);
    map.put("notes", notes);
    map.put("results", results.stream().map(this::map).collect(Collectors.toList()));
    return map;
  }

  private Map<String, Object> map(Contest.Result result) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", result.name());
    map.put("median", result.median());
    map.put("ratio", ratio(result));
    map.put("rates", result.rates());
    return map;
  }

  private double limitMedian() {
    return results.stream()
        .filter(result -> result.name().equals(limit))
        .mapToDouble(Contest.Result::median)
        .findFirst()
        .orElseThrow();
  }
}
