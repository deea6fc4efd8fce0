package io.sensorium.bench.latency;

import io.sensorium.bench.figure.Publication;
import io.sensorium.bench.figure.Spread;
import io.sensorium.bench.figure.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was seen of latency.
 *
 * @param title model and settings
 * @param capacity events a second, sent live, that fusion and worker keep up with
 * @param atOnce predictions a second of events that are all there at once
 * @param levels in the order of the loads
 * @param hops milliseconds of records over three raw hops, nothing else running
 * @param transactions the same, each record of each hop a transaction
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LatencyReport(
    String title,
    double capacity,
    double atOnce,
    List<Level> levels,
    double[] hops,
    double[] transactions) {
  LatencyReport {
    levels = List.copyOf(levels);
  }

  String markdown() {
    List<String> titles = new ArrayList<>(List.of("ms"));
    for (Level level : levels) {
      titles.add("%.0f %% p50".formatted(level.share() * 100));
      titles.add("p99");
    }
    Table table = new Table(titles.toArray(String[]::new));
    for (Journey.Stage stage : Journey.Stage.values()) {
      List<String> cells = new ArrayList<>(List.of(stage.title()));
      for (Level level : levels) {
        cells.add(ms(level.ms(stage, 0.5)));
        cells.add(ms(level.ms(stage, 0.99)));
      }
      table.row(cells.toArray(String[]::new));
    }
    List<String> raw = new ArrayList<>(List.of("three raw Kafka hops beside it"));
    List<String> ratio = new ArrayList<>(List.of("beyond, to three raw hops"));
    for (Level level : levels) {
      raw.add(ms(level.hopsMs(0.5)));
      raw.add(ms(level.hopsMs(0.99)));
      for (double part : new double[] {0.5, 0.99}) {
        ratio.add("%.1f ×".formatted(level.ms(Journey.Stage.BEYOND, part) / level.hopsMs(part)));
      }
    }
    table.row(raw.toArray(String[]::new));
    table.row(ratio.toArray(String[]::new));
    return "### %s%n%n%s, capacity %,.0f events/s live (%,.0f/s where all are there at once)%n%n%s%n%s"
        .formatted(title, Publication.machine(), capacity, atOnce, table, notes());
  }

  private String notes() {
    return """
    - Fusion and worker as they ship, broker, fusion and worker in JVMs of their own on the same cores; one partition, one input, so alignment itself waits for nothing. Capacity: the highest pace, raised by a tenth each 8 s, at whose end no more than a second of events was under way.
    - Times are of one clock; the table's percentiles are of each stage by itself and do not add up. A prediction counts as visible when a reader of committed records has it.
    - Raw hops: 200 bytes, produce, consume, produce …, acks=all, linger 0, one for five events, beside the load. With nothing else running: p50 %s, p99 %s ms; each record of each hop a transaction: p50 %s, p99 %s ms.
    - Without a prediction: %s of the events sent at these loads.
    """
        .formatted(
            ms(Spread.within(hops, 0.5)),
            ms(Spread.within(hops, 0.99)),
            ms(Spread.within(transactions, 0.5)),
            ms(Spread.within(transactions, 0.99)),
            levels.stream().map(l -> Long.toString(l.sent() - l.journeys().size())).toList());
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("title", title);
    json.put("machine", Publication.machine());
    json.put("capacity", capacity);
    json.put("at-once", atOnce);
    json.put("quiet-hops-ms", hops);
    json.put("quiet-transactional-hops-ms", transactions);
    json.put("levels", levels);
    return json;
  }

  private static String ms(double value) {
    return "%.1f".formatted(value);
  }
}
