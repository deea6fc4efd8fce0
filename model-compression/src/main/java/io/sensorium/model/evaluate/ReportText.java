package io.sensorium.model.evaluate;

import io.sensorium.model.evaluate.metric.AveragePrecision;
import io.sensorium.model.evaluate.metric.Calibration;
import io.sensorium.model.evaluate.metric.ConfusionMatrix;
import io.sensorium.model.evaluate.metric.ConfusionMatrix.ClassFigures;
import io.sensorium.model.evaluate.metric.Share;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A report as lines for people. */
public final class ReportText {
  /** Classes and confusions that a terminal still shows well; the page has all. */
  private static final int MOST_ROWS = 12;

  private final Report report;
  private final List<String> lines = new ArrayList<>();

  private ReportText(Report report) {
    this.report = report;
  }

  public static List<String> lines(Report report) {
    ReportText text = new ReportText(report);
    text.write();
    return text.lines;
  }

  private void write() {
    Quality first = report.candidates().get(0).quality();
    line("%s: %,d samples, on %s, one thread", report.data(), report.samples(), report.provider());
    line("");
    if (first instanceof Quality.OfClasses classes) {
      line(
          "%-28s %8s  %-15s %8s %8s %7s %9s %8s %8s",
          "model", "accuracy", "95 %", "macro F1", "top 5", "ECE", "KiB", "p50 ms", "p99 ms");
      report.candidates().forEach(this::ofClasses);
      differences();
      hardest(classes.confusion());
      confusions(classes.confusion());
    } else if (first instanceof Quality.OfBoxes boxes) {
      line(
          "%-28s %8s %12s %9s %8s %8s",
          "model", "AP@0.5", "AP@[.5:.95]", "KiB", "p50 ms", "p99 ms");
      report.candidates().forEach(this::ofBoxes);
      differences();
      labels(boxes.precision());
    }
  }

  private void ofClasses(Figures figures) {
    Quality.OfClasses quality = (Quality.OfClasses) figures.quality();
    Share accuracy = quality.confusion().accuracy();
    Share topFive = quality.topFive();
    Calibration calibration = quality.calibration();
    line(
        "%-28s %8s  %-15s %8s %8s %7s %9s %8s %8s",
        figures.name(),
        percent(accuracy.value()),
        percent(accuracy.low()) + "-" + percent(accuracy.high()),
        number(quality.confusion().macroF1(), 4),
        topFive == null ? "-" : percent(topFive.value()),
        calibration == null ? "-" : number(calibration.expectedError(), 4),
        kibibytes(figures),
        number(figures.latency().percentile(50), 3),
        number(figures.latency().percentile(99), 3));
  }

  private void ofBoxes(Figures figures) {
    AveragePrecision precision = ((Quality.OfBoxes) figures.quality()).precision();
    line(
        "%-28s %8s %12s %9s %8s %8s",
        figures.name(),
        number(precision.at50(), 4),
        number(precision.mean(), 4),
        kibibytes(figures),
        number(figures.latency().percentile(50), 3),
        number(figures.latency().percentile(99), 3));
  }

  private void differences() {
    for (Difference difference : report.differences()) {
      line("");
      line("%s", sentence(difference));
    }
  }

  /** What changes, and whether chance explains it, in one line. */
  public static String sentence(Difference difference) {
    String verdict = difference.significant() ? "more than chance" : "no more than chance does";
    String head =
        "%s against %s: %+.2f points"
            .formatted(difference.second(), difference.first(), 100 * difference.value());
    if (difference instanceof Difference.OfClasses classes) {
      return String.format(
          Locale.ROOT,
          "%s (%d lost, %d won; McNemar p = %.3g: %s)",
          head,
          classes.test().onlyFirst(),
          classes.test().onlySecond(),
          classes.test().probability(),
          verdict);
    }
    Difference.OfBoxes boxes = (Difference.OfBoxes) difference;
    return String.format(
        Locale.ROOT,
        "%s of AP (bootstrap over pictures, 95 %%: %+.2f to %+.2f: %s)",
        head,
        100 * boxes.interval().low(),
        100 * boxes.interval().high(),
        verdict);
  }

  private void hardest(ConfusionMatrix confusion) {
    line("");
    line(
        "%-28s %9s %8s %8s %8s   (%s, the lowest F1 first)",
        "class", "precision", "recall", "F1", "support", report.candidates().get(0).name());
    confusion.classes().stream()
        .sorted(Comparator.comparingDouble(ClassFigures::f1))
        .limit(MOST_ROWS)
        .forEach(
            c ->
                line(
                    "%-28s %9s %8s %8s %8d",
                    c.label(),
                    number(c.precision(), 3),
                    number(c.recall(), 3),
                    number(c.f1(), 3),
                    c.support()));
    int left = confusion.classes().size() - MOST_ROWS;
    if (left > 0) {
      line("... and %d more: --html and --json have all", left);
    }
  }

  private record Mistake(String truth, String taken, int count) {}

  private void confusions(ConfusionMatrix confusion) {
    List<Mistake> mistakes = new ArrayList<>();
    List<String> labels = confusion.labels();
    for (int truth = 0; truth < labels.size(); truth++) {
      for (int taken = 0; taken < labels.size(); taken++) {
        int count = truth == taken ? 0 : confusion.count(truth, taken);
        if (count > 0) {
          mistakes.add(new Mistake(labels.get(truth), labels.get(taken), count));
        }
      }
    }
    mistakes.sort(Comparator.comparingInt(mistake -> -mistake.count()));
    if (!mistakes.isEmpty()) {
      line("");
      line("%-28s %-28s %8s", "was", "taken for", "times");
    }
    mistakes.stream()
        .limit(MOST_ROWS)
        .forEach(m -> line("%-28s %-28s %8d", m.truth(), m.taken(), m.count()));
  }

  private void labels(AveragePrecision precision) {
    line("");
    line(
        "%-28s %8s %12s %8s   (%s)",
        "label", "AP@0.5", "AP@[.5:.95]", "boxes", report.candidates().get(0).name());
    precision.labels().stream()
        .sorted(Comparator.comparingInt(label -> -label.support()))
        .limit(MOST_ROWS)
        .forEach(
            label ->
                line(
                    "%-28s %8s %12s %8d",
                    label.label(),
                    number(label.at50(), 3),
                    number(label.mean(), 3),
                    label.support()));
  }

  private void line(String format, Object... values) {
    lines.add(String.format(Locale.ROOT, format, values).stripTrailing());
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }

  private static String number(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  private static String kibibytes(Figures figures) {
    return String.format(Locale.ROOT, "%,.0f", figures.bytes() / 1024.0);
  }
}
