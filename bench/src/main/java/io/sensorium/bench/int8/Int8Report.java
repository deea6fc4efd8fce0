package io.sensorium.bench.int8;

import io.sensorium.bench.figure.Publication;
import io.sensorium.bench.figure.Spread;
import io.sensorium.bench.figure.Table;
import io.sensorium.bench.workload.Net;
import io.sensorium.model.evaluate.metric.Share;
import io.sensorium.model.onnx.Processor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The figures, and whether they reach the bars.
 *
 * @param lessons rows that the last layers learned from
 * @param runs of each variant in a round
 */
record Int8Report(List<Contest.Result> results, int lessons, int runs) {
  private static final double DROP_AT_MOST = 0.01;

  Int8Report {
    results = List.copyOf(results);
  }

  /** How much faster 8 bits are to be. */
  private static double bar(Net net) {
    return net == Net.RESNET18 ? 3 : 2.5;
  }

  String markdown() {
    Table table =
        new Table(
            "",
            "MB fp32",
            "MB int8",
            "ms fp32",
            "ms int8",
            "times as fast (rounds)",
            "right fp32",
            "right int8",
            "lost, points",
            "p",
            "bar");
    for (Contest.Result r : results) {
      Spread ratio = r.ratio();
      boolean met = ratio.median() >= bar(r.net()) && r.drop() <= DROP_AT_MOST;
      table.row(
          r.net().title(),
          "%.1f".formatted(r.floatBytes() / 1e6),
          "%.1f".formatted(r.int8Bytes() / 1e6),
          "%.2f".formatted(Spread.of(r.rounds(), Contest.Round::floatMs).median()),
          "%.2f".formatted(Spread.of(r.rounds(), Contest.Round::int8Ms).median()),
          "%.2f (%.2f to %.2f)".formatted(ratio.median(), ratio.smallest(), ratio.largest()),
          percent(r.floats()),
          percent(r.int8()),
          "%.2f".formatted(100 * r.drop()),
          "%.2g".formatted(r.test().probability()),
          "%.1f: %s".formatted(bar(r.net()), met ? "met" : "missed"));
    }
    return """
    ### Networks in float and on 8 bits

    %s, processor %s

    %s
    - One row a run on one thread, both variants in turn, %d runs of each in a round; medians of rounds, and the smallest and largest ratio of a round.
    - The layers are random; the last has learned from %d moments of simulated scenes (what a frame shows, what words are about). Right: of other moments, with Wilson's 95 %% interval. p: of McNemar's test, what chance does.
    - The bar is met where 8 bits are that many times as fast and lose at most %.0f point.
    """
        .formatted(
            Publication.machine(),
            Processor.saturates() ? "without VNNI" : "with VNNI, or none that needs it",
            table,
            runs,
            lessons,
            100 * DROP_AT_MOST);
  }

  private static String percent(Share share) {
    return "%.1f %% (%.1f to %.1f)"
        .formatted(100 * share.value(), 100 * share.low(), 100 * share.high());
  }

  Map<String, Object> json() {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Contest.Result r : results) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("net", r.net().key());
      one.put("rounds", r.rounds());
      one.put("right-fp32", r.floats());
      one.put("right-int8", r.int8());
      one.put("p", r.test().probability());
      all.add(one);
    }
    return Map.of(
        "machine", Publication.machine(), "without-vnni", Processor.saturates(), "results", all);
  }
}
