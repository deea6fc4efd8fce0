package io.sensorium.model.evaluate.page;

import io.sensorium.model.evaluate.Figures;
import io.sensorium.model.evaluate.Quality;
import io.sensorium.model.evaluate.metric.AveragePrecision;
import io.sensorium.model.evaluate.metric.Calibration;
import io.sensorium.model.evaluate.metric.Share;
import java.util.ArrayList;
import java.util.List;

/** The candidates' figures as a table. */
final class FigureTable {
  private FigureTable() {}

  static String of(List<Figures> candidates) {
    boolean classes = candidates.get(0).quality() instanceof Quality.OfClasses;
    StringBuilder table = new StringBuilder("<table>\n");
    List<String> head =
        classes
            ? List.of("model", "accuracy", "95 % (Wilson)", "macro F1", "top 5", "ECE")
            : List.of("model", "AP@0.5", "AP@[.5:.95]");
    row(table, "th", with(head, "bytes", "p50 ms", "p99 ms"));
    for (Figures figures : candidates) {
      List<String> cells =
          figures.quality() instanceof Quality.OfClasses quality
              ? ofClasses(figures.name(), quality)
              : ofBoxes(figures.name(), ((Quality.OfBoxes) figures.quality()).precision());
      row(
          table,
          "td",
          with(
              cells,
              Svg.format("%,d", figures.bytes()),
              Svg.format("%.3f", figures.latency().percentile(50)),
              Svg.format("%.3f", figures.latency().percentile(99))));
    }
    return table.append("</table>\n").toString();
  }

  private static List<String> ofClasses(String name, Quality.OfClasses quality) {
    Share accuracy = quality.confusion().accuracy();
    Share topFive = quality.topFive();
    Calibration calibration = quality.calibration();
    return List.of(
        name,
        Svg.format("%.2f %%", 100 * accuracy.value()),
        Svg.format("%.2f to %.2f %%", 100 * accuracy.low(), 100 * accuracy.high()),
        Svg.format("%.4f", quality.confusion().macroF1()),
        topFive == null ? "" : Svg.format("%.2f %%", 100 * topFive.value()),
        calibration == null ? "" : Svg.format("%.4f", calibration.expectedError()));
  }

  private static List<String> ofBoxes(String name, AveragePrecision precision) {
    return List.of(
        name, Svg.format("%.4f", precision.at50()), Svg.format("%.4f", precision.mean()));
  }

  private static List<String> with(List<String> cells, String... more) {
    List<String> all = new ArrayList<>(cells);
    all.addAll(List.of(more));
    return all;
  }

  private static void row(StringBuilder table, String element, List<String> cells) {
    table.append("<tr>");
    for (String cell : cells) {
      table.append(Svg.format("<%s>%s</%s>", element, Svg.escape(cell), element));
    }
    table.append("</tr>\n");
  }
}
