package io.sensorium.model.evaluate.page;

import io.sensorium.model.evaluate.metric.ConfusionMatrix;
import io.sensorium.model.evaluate.page.Svg.Anchor;
import java.util.List;
import java.util.stream.IntStream;

/** A confusion matrix as a grid: rows are what was, columns what it was taken for. */
final class ConfusionPlot {
  private static final double LARGEST_CELL = 46;
  private static final double SMALLEST_CELL = 11;
  private static final double GRID = 620;
  private static final double CHARACTER = 6.1;

  private ConfusionPlot() {}

  static String draw(ConfusionMatrix confusion) {
    List<String> labels = confusion.labels();
    int[] places =
        IntStream.range(0, labels.size()).filter(place -> occurs(confusion, place)).toArray();
    double cell = Math.min(LARGEST_CELL, Math.max(SMALLEST_CELL, GRID / places.length));
    double margin = 18 + CHARACTER * longest(labels, places);
    double side = cell * places.length;
    Svg svg = new Svg(margin + side + 8, side + margin + 22, "confusion matrix");
    String look = cell < 14 ? "small" : "label";
    for (int row = 0; row < places.length; row++) {
      double y = 20 + row * cell;
      int support = support(confusion, places[row]);
      svg.text(margin - 6, y + cell / 2 + 4, Anchor.END, look, cut(labels.get(places[row])));
      for (int column = 0; column < places.length; column++) {
        cell(svg, confusion, places[row], places[column], support, margin + column * cell, y, cell);
      }
      svg.upright(
          margin + row * cell + cell / 2 + 4, 20 + side + 6, look, cut(labels.get(places[row])));
    }
    svg.text(margin, 12, Anchor.START, "note", "row: what was; column: what it was taken for");
    return svg.end();
  }

  private static void cell(
      Svg svg,
      ConfusionMatrix confusion,
      int truth,
      int taken,
      int support,
      double x,
      double y,
      double cell) {
    int count = confusion.count(truth, taken);
    String tip =
        count == 0
            ? ""
            : "%s taken for %s: %d of %d"
                .formatted(
                    confusion.labels().get(truth), confusion.labels().get(taken), count, support);
    svg.box(x, y, cell - 1, cell - 1, "none", 1, "");
    if (count > 0) {
      double share = (double) count / support;
      svg.box(x, y, cell - 1, cell - 1, truth == taken ? "hit" : "miss", 0.15 + 0.85 * share, tip);
      if (cell >= 22) {
        String look = share > 0.55 ? "on" : "off";
        svg.text(x + (cell - 1) / 2, y + cell / 2 + 4, Anchor.MIDDLE, look, "" + count);
      }
    }
  }

  private static boolean occurs(ConfusionMatrix confusion, int place) {
    for (int other = 0; other < confusion.labels().size(); other++) {
      if (confusion.count(place, other) + confusion.count(other, place) > 0) {
        return true;
      }
    }
    return false;
  }

  private static int support(ConfusionMatrix confusion, int truth) {
    int support = 0;
    for (int taken = 0; taken < confusion.labels().size(); taken++) {
      support += confusion.count(truth, taken);
    }
    return support;
  }

  private static int longest(List<String> labels, int[] places) {
    int longest = 3;
    for (int place : places) {
      longest = Math.max(longest, cut(labels.get(place)).length());
    }
    return longest;
  }

  static String cut(String label) {
    return label.length() > 26 ? label.substring(0, 25) + "…" : label;
  }
}
