package io.sensorium.model.evaluate.page;

import io.sensorium.model.evaluate.Figures;
import io.sensorium.model.evaluate.Quality;
import io.sensorium.model.evaluate.metric.Share;
import io.sensorium.model.evaluate.page.Svg.Anchor;
import java.util.List;

/** Every candidate by its latency and its headline; better is further up and further left. */
final class TradeOffPlot {
  private static final double WIDTH = 420;
  private static final double HEIGHT = 250;
  private static final double LEFT = 58;
  private static final double TOP = 14;
  private static final int TICKS = 5;

  private final double slowest;
  private final double low;
  private final double high;

  private TradeOffPlot(List<Figures> candidates) {
    this.slowest = 1.25 * candidates.stream().mapToDouble(TradeOffPlot::p50).max().orElse(1);
    double least = candidates.stream().mapToDouble(f -> span(f).low()).min().orElse(0);
    double most = candidates.stream().mapToDouble(f -> span(f).high()).max().orElse(1);
    double room = Math.max(0.005, 0.15 * (most - least));
    this.low = Math.max(0, least - room);
    this.high = Math.min(1, most + room);
  }

  private record Span(double low, double high) {}

  static String draw(List<Figures> candidates) {
    return new TradeOffPlot(candidates).drawing(candidates);
  }

  private String drawing(List<Figures> candidates) {
    Svg svg = new Svg(LEFT + WIDTH + 20, TOP + HEIGHT + 40, "quality by latency");
    for (int i = 0; i < TICKS; i++) {
      double value = low + (high - low) * i / (TICKS - 1);
      double time = slowest * i / (TICKS - 1);
      svg.line(LEFT, y(value), LEFT + WIDTH, y(value), "grid");
      svg.text(LEFT - 6, y(value) + 4, Anchor.END, "label", Svg.format("%.1f %%", 100 * value));
      svg.text(x(time), TOP + HEIGHT + 16, Anchor.MIDDLE, "label", Svg.format("%.3g", time));
    }
    for (int i = 0; i < candidates.size(); i++) {
      Figures figures = candidates.get(i);
      double x = x(p50(figures));
      double y = y(figures.quality().headline());
      Span span = span(figures);
      svg.line(x, y(span.low()), x, y(span.high()), "whisker");
      String tip =
          Svg.format(
              "%s: %.2f %%, p50 %.3f ms, %,d bytes",
              figures.name(), 100 * figures.quality().headline(), p50(figures), figures.bytes());
      svg.dot(x, y, 5, "c" + i % EvaluationPage.COLOURS, tip);
      boolean right = x < LEFT + WIDTH * 0.6;
      svg.text(
          x + (right ? 9 : -9), y - 7, right ? Anchor.START : Anchor.END, "name", figures.name());
    }
    svg.text(
        LEFT + WIDTH / 2,
        TOP + HEIGHT + 34,
        Anchor.MIDDLE,
        "note",
        "median ms of a run, one thread");
    return svg.end();
  }

  /** Wilson's interval of an accuracy; of other figures the value alone. */
  private static Span span(Figures figures) {
    if (figures.quality() instanceof Quality.OfClasses classes) {
      Share accuracy = classes.confusion().accuracy();
      return new Span(accuracy.low(), accuracy.high());
    }
    return new Span(figures.quality().headline(), figures.quality().headline());
  }

  private static double p50(Figures figures) {
    return figures.latency().percentile(50);
  }

  private double x(double millis) {
    return LEFT + millis / slowest * WIDTH;
  }

  private double y(double value) {
    return TOP + (high - value) / (high - low) * HEIGHT;
  }
}
