package io.sensorium.model.study;

import io.sensorium.model.export.VersionFolder;
import io.sensorium.model.family.Family;
import io.sensorium.model.training.ModelDescriptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the encoders of one scenario came to. */
public final class EncoderTable {
  static final String FRAME = "pixels";

  private final String scenario;
  private final EncoderPlan plan;
  private final List<String> views;
  private final List<EncoderFigures> figures;
  private final List<Double> micros;

  /**
   * @param micros a run of each
   */
  EncoderTable(
      String scenario,
      EncoderPlan plan,
      List<String> views,
      List<EncoderFigures> figures,
      List<Double> micros) {
    this.scenario = scenario;
    this.plan = plan;
    this.views = List.copyOf(views);
    this.figures = List.copyOf(figures);
    this.micros = List.copyOf(micros);
  }

  /** Writes the encoders of frames as models of a repository, {@code <scenario>-view-<family>}. */
  public void write(Path repository) throws IOException {
    for (EncoderFigures one : figures) {
      String family = one.name().substring(one.name().indexOf(',') + 2);
      if (one.tensor().equals(FRAME) && Family.keys().contains(family)) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        files.put("labels.txt", VersionFolder.text(views));
        files.put("model.onnx", one.model());
        String name = scenario + "-view-" + family;
        VersionFolder.write(repository.resolve(name), ModelDescriptions.view(), files);
      }
    }
  }

  /** As Markdown. */
  public String markdown() {
    StringBuilder text = new StringBuilder();
    text.append(
        "| " + scenario + " | right % | commonest % | parameters | KB | µs | training s |\n");
    text.append("|---|---:|---:|---:|---:|---:|---:|\n");
    for (int i = 0; i < figures.size(); i++) {
      EncoderFigures one = figures.get(i);
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %.1f | %.1f | %,d | %.1f | %.0f | %.0f |%n",
              one.name(),
              100 * one.right(),
              100 * one.commonest(),
              one.parameters(),
              one.model().length / 1024.0,
              micros.get(i),
              one.seconds()));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "%nFamilies of width %d, depth %d; %,d scenes, %d epochs (%,d steps), one recipe; %,d other scenes for the"
                + " examination: a share is off by %.1f points at most in 19 of 20 such"
                + " examinations. Commonest: what always naming the commonest class would get. µs: a run on one thread, in turn, medians.%n",
            plan.width(),
            plan.depth(),
            plan.scenes(),
            plan.epochs(),
            plan.steps(),
            plan.examScenes(),
            100 * 1.96 * 0.5 / Math.sqrt(plan.examScenes())));
    return text.toString();
  }
}
