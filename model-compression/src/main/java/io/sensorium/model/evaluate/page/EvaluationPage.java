package io.sensorium.model.evaluate.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sensorium.model.evaluate.Figures;
import io.sensorium.model.evaluate.Quality;
import io.sensorium.model.evaluate.Report;
import io.sensorium.model.evaluate.ReportText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** The page: tables and drawings in one file, with a policy that lets nothing else in. */
public final class EvaluationPage {
  /** Colours that tell candidates apart. */
  static final int COLOURS = 6;

  private EvaluationPage() {}

  /**
   * Writes a file anew.
   *
   * @throws UncheckedIOException where it cannot be written
   */
  public static void write(Report report, Path file) {
    try {
      Files.writeString(file, of(report), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The whole page. */
  static String of(Report report) {
    String style = "\n" + style();
    String policy =
        "default-src 'none'; style-src '%s'; base-uri 'none'; form-action 'none'"
            .formatted(hash(style));
    StringBuilder page = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head>\n");
    page.append("<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"")
        .append(policy)
        .append("\">\n<meta name=\"viewport\" content=\"width=device-width\">\n")
        .append("<title>Evaluation of models</title>\n<style>")
        .append(style)
        .append("</style></head>\n<body>\n");
    header(page, report);
    card(page, "Candidates", FigureTable.of(report.candidates()));
    page.append("<div class=\"row\">\n");
    card(page, "Quality by latency", TradeOffPlot.draw(report.candidates()));
    report.candidates().forEach(figures -> reliability(page, figures));
    page.append("</div>\n");
    String figure = classes(report) ? "F1 by class" : "AP@[.5:.95] by label";
    card(page, figure + " (samples)", legend(report) + BarPlot.draw(report.candidates()));
    page.append("<div class=\"row\">\n");
    report.candidates().forEach(figures -> confusion(page, figures));
    page.append("</div>\n");
    return page.append("</body></html>\n").toString();
  }

  private static void header(StringBuilder page, Report report) {
    page.append(
        Svg.format(
            "<header><h1>Evaluation of models</h1><p>%s: %,d samples, on %s, one thread</p>\n",
            Svg.escape(report.data()), report.samples(), Svg.escape(report.provider())));
    report
        .differences()
        .forEach(
            difference ->
                page.append("<p class=\"")
                    .append(difference.significant() ? "loud" : "calm")
                    .append("\">")
                    .append(Svg.escape(ReportText.sentence(difference)))
                    .append("</p>\n"));
    page.append("</header>\n");
  }

  private static void card(StringBuilder page, String title, String content) {
    page.append("<section><h2>")
        .append(Svg.escape(title))
        .append("</h2>\n<div class=\"scroll\">")
        .append(content)
        .append("</div></section>\n");
  }

  private static void reliability(StringBuilder page, Figures figures) {
    if (figures.quality() instanceof Quality.OfClasses classes && classes.calibration() != null) {
      card(page, "Reliability: " + figures.name(), ReliabilityPlot.draw(classes.calibration()));
    }
  }

  private static void confusion(StringBuilder page, Figures figures) {
    if (figures.quality() instanceof Quality.OfClasses classes) {
      card(page, "Confusions: " + figures.name(), ConfusionPlot.draw(classes.confusion()));
    }
  }

  private static boolean classes(Report report) {
    return report.candidates().get(0).quality() instanceof Quality.OfClasses;
  }

  private static String legend(Report report) {
    StringBuilder legend = new StringBuilder("<p class=\"legend\">");
    List<Figures> candidates = report.candidates();
    for (int i = 0; i < candidates.size(); i++) {
      legend
          .append("<span class=\"swatch b")
          .append(i % COLOURS)
          .append("\"></span>")
          .append(Svg.escape(candidates.get(i).name()))
          .append("&ensp;");
    }
    return legend.append("</p>\n").toString();
  }

  /** Source of the form: Content Security Policy Level 3, "hash-source". */
  private static String hash(String content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String style() {
    try (InputStream in = EvaluationPage.class.getResourceAsStream("evaluation.css")) {
      if (in == null) {
        throw new IllegalStateException("evaluation.css is not beside " + EvaluationPage.class);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
