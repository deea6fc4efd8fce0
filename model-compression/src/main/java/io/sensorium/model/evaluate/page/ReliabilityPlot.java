package io.sensorium.model.evaluate.page;

import io.sensorium.model.evaluate.metric.Calibration;
import io.sensorium.model.evaluate.page.Svg.Anchor;

/** How often a model is right by how confident it is; the diagonal is as it should be. */
final class ReliabilityPlot {
  private static final double SIDE = 250;
  private static final double LEFT = 44;
  private static final double TOP = 10;

  private ReliabilityPlot() {}

  static String draw(Calibration calibration) {
    Svg svg = new Svg(LEFT + SIDE + 26, TOP + SIDE + 40, "reliability diagram");
    int all = 0;
    for (Calibration.Bin bin : calibration.bins()) {
      all += bin.count();
    }
    for (int step = 0; step <= 4; step++) {
      double share = step / 4.0;
      svg.line(LEFT, y(share), LEFT + SIDE, y(share), "grid");
      svg.text(LEFT - 6, y(share) + 4, Anchor.END, "label", Svg.format("%.0f %%", 100 * share));
      svg.text(
          x(share), TOP + SIDE + 16, Anchor.MIDDLE, "label", Svg.format("%.0f %%", 100 * share));
    }
    double width = SIDE / Calibration.BINS;
    for (Calibration.Bin bin : calibration.bins()) {
      int place = Math.max(0, (int) Math.ceil(bin.confidence() * Calibration.BINS - 1e-9) - 1);
      String tip =
          Svg.format(
              "%d predictions (%.1f %%): confidence %.1f %%, right %.1f %%",
              bin.count(), 100.0 * bin.count() / all, 100 * bin.confidence(), 100 * bin.accuracy());
      double opacity = 0.25 + 0.75 * Math.sqrt((double) bin.count() / all);
      double y = y(bin.accuracy());
      svg.box(LEFT + place * width + 1, y, width - 2, TOP + SIDE - y, "hit", opacity, tip);
      svg.dot(x(bin.confidence()), y, 2.5, "ink", tip);
    }
    svg.line(x(0), y(0), x(1), y(1), "ideal");
    svg.text(
        LEFT + SIDE / 2, TOP + SIDE + 34, Anchor.MIDDLE, "note", "confidence (bars: share right)");
    return svg.end();
  }

  private static double x(double share) {
    return LEFT + share * SIDE;
  }

  private static double y(double share) {
    return TOP + (1 - share) * SIDE;
  }
}
