package io.sensorium.bench.worker;

import io.sensorium.bench.figure.Spread;
import io.sensorium.bench.figure.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What the comparison of one workload has found.
 *
 * @param title of the network
 * @param batch rows in a run at most, of those that batch
 * @param events on the topics
 * @param standings in the order of the table
 */
record WorkerReport(String title, int batch, int events, List<WorkerStanding> standings) {
  WorkerReport {
    standings = List.copyOf(standings);
  }

  String markdown() {
    Table table =
        new Table(
            "",
            "predictions/s",
            "min",
            "max",
            "to the limit",
            "worker to it",
            "CPU µs",
            "broker's",
            "heap MiB",
            "resident MiB",
            "right",
            "wrong",
            "lost",
            "twice");
    standings.forEach(standing -> row(table, standing));
    return "### %s%n%n%,d events, batches of %d%n%n%s".formatted(title, events, batch, table);
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("title", title);
    json.put("batch", batch);
    json.put("events", events);
    json.put(
        "results",
        standings.stream()
            .map(
                s -> {
                  Map<String, Object> result = new LinkedHashMap<>();
                  result.put("name", s.kind().title());
                  result.put("failure", s.failure());
                  result.put("rounds", s.rounds());
                  return result;
                })
            .toList());
    return json;
  }

  private void row(Table table, WorkerStanding s) {
    if (s.failure() != null || s.rounds().isEmpty()) {
      table.row("%s (out: %s)".formatted(s.kind().title(), s.failure()));
      return;
    }
    Spread rate = Spread.of(s.rounds(), WorkerRound::perSecond);
    Verdict verdict = s.rounds().get(s.rounds().size() - 1).verdict();
    table.row(
        s.kind().title(),
        "%,.0f".formatted(rate.median()),
        "%,.0f".formatted(rate.smallest()),
        "%,.0f".formatted(rate.largest()),
        "%.2f".formatted(rate.median() / median(PredictorKind.BARE)),
        "%.2f".formatted(median(PredictorKind.WORKER) / rate.median()),
        "%,.1f".formatted(middle(s, WorkerRound::cpuMicros)),
        "%,.1f".formatted(middle(s, WorkerRound::brokerCpuMicros)),
        "%,.0f".formatted(middle(s, round -> round.heapBytes() / 1048576.0)),
        "%,.0f".formatted(middle(s, round -> round.residentBytes() / 1048576.0)),
        verdict == null ? "" : "%,d".formatted(verdict.right()),
        verdict == null ? "" : "%,d".formatted(verdict.wrong()),
        verdict == null ? "" : "%,d".formatted(verdict.lost()),
        verdict == null ? "" : "%,d".formatted(verdict.twice()));
  }

  private double median(PredictorKind kind) {
    return standings.stream()
        .filter(s -> s.kind() == kind)
        .mapToDouble(s -> middle(s, WorkerRound::perSecond))
        .findFirst()
        .orElse(Double.NaN);
  }

  private static double middle(WorkerStanding s, ToDoubleFunction<WorkerRound> figure) {
    return Spread.of(s.rounds(), figure).median();
  }
}
