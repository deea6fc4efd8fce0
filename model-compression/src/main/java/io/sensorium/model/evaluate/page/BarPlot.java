package io.sensorium.model.evaluate.page;

import io.sensorium.model.evaluate.Figures;
import io.sensorium.model.evaluate.Quality;
import io.sensorium.model.evaluate.metric.AveragePrecision;
import io.sensorium.model.evaluate.metric.ConfusionMatrix.ClassFigures;
import io.sensorium.model.evaluate.page.Svg.Anchor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A figure of each class from 0 to 1, candidates beneath each other. */
final class BarPlot {
  private static final double WIDTH = 520;
  private static final double BAR = 8;
  private static final double GAP = 6;

  private BarPlot() {}

  /** A class and its figure in each candidate. */
  private record Row(String label, int support, List<Double> values) {}

  static String draw(List<Figures> candidates) {
    List<Row> rows = rows(candidates);
    double left = 20 + 6.1 * rows.stream().mapToInt(r -> name(r).length()).max().orElse(0);
    double height = candidates.size() * BAR + GAP;
    Svg svg = new Svg(left + WIDTH + 60, rows.size() * height + 22, "figures by class");
    for (int step = 0; step <= 4; step++) {
      double x = left + WIDTH * step / 4;
      svg.line(x, 16, x, 18 + rows.size() * height, "grid");
      svg.text(x, 11, Anchor.MIDDLE, "label", Svg.format("%.2f", step / 4.0));
    }
    for (int row = 0; row < rows.size(); row++) {
      double y = 20 + row * height;
      svg.text(left - 8, y + (height - GAP) / 2 + 4, Anchor.END, "label", name(rows.get(row)));
      for (int i = 0; i < candidates.size(); i++) {
        double value = rows.get(row).values().get(i);
        String tip =
            Svg.format("%s, %s: %.3f", candidates.get(i).name(), rows.get(row).label(), value);
        String look = "c" + i % EvaluationPage.COLOURS;
        svg.box(left, y + i * BAR, Math.max(1, WIDTH * value), BAR - 1.5, look, 1, tip);
      }
      double last = rows.get(row).values().get(0);
      svg.text(
          left + WIDTH + 8,
          y + (height - GAP) / 2 + 4,
          Anchor.START,
          "label",
          Svg.format("%.3f", last));
    }
    return svg.end();
  }

  private static String name(Row row) {
    return "%s (%d)".formatted(ConfusionPlot.cut(row.label()), row.support());
  }

  private static List<Row> rows(List<Figures> candidates) {
    Map<String, Integer> supports = new LinkedHashMap<>();
    List<Map<String, Double>> values = new ArrayList<>();
    for (Figures figures : candidates) {
      Map<String, Double> own = new LinkedHashMap<>();
      if (figures.quality() instanceof Quality.OfClasses classes) {
        for (ClassFigures one : classes.confusion().classes()) {
          supports.putIfAbsent(one.label(), one.support());
          own.put(one.label(), one.f1());
        }
      } else if (figures.quality() instanceof Quality.OfBoxes boxes) {
        for (AveragePrecision.LabelFigures one : boxes.precision().labels()) {
          supports.putIfAbsent(one.label(), one.support());
          own.put(one.label(), one.mean());
        }
      }
      values.add(own);
    }
    List<Row> rows = new ArrayList<>();
    supports.forEach(
        (label, support) ->
            rows.add(
                new Row(
                    label,
                    support,
                    values.stream().map(own -> own.getOrDefault(label, 0.0)).toList())));
    return rows;
  }
}
