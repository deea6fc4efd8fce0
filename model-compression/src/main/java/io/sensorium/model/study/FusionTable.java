package io.sensorium.model.study;

import io.sensorium.model.training.TrainingPlan;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What the heads of one scenario came to.
 *
 * @param alone shares of right labels of heads that know one sense only, each by that sense
 * @param scenes of the examination
 */
public record FusionTable(
    String scenario, TrainingPlan plan, List<Standing> standings, List<Double> alone, int scenes) {
  public FusionTable {
    standings = List.copyOf(standings);
    alone = List.copyOf(alone);
  }

  /** The head that did best on the scenes by which one is chosen. */
  public String winner() {
    return standings.stream()
        .max(Comparator.comparingDouble(Standing::chosenBy))
        .map(Standing::name)
        .orElseThrow();
  }

  /** As Markdown. */
  public String markdown() {
    String winner = winner();
    StringBuilder text = new StringBuilder();
    text.append(
        "| %s | all | no frame | no sound | no words | noisy | mean, to choose by | µs | KB |%n"
            .formatted(scenario));
    text.append("|---|---:|---:|---:|---:|---:|---:|---:|---:|\n");
    for (Standing one : standings) {
      text.append(
          "| %s: %s | %s | %s | %s | %s | %s | %s | %s | %s |%n"
              .formatted(
                  one.name().equals(winner) ? "**" + one.name() + "**" : one.name(),
                  one.text(),
                  percent(one.all()),
                  percent(one.without().get(0)),
                  percent(one.without().get(1)),
                  percent(one.without().get(2)),
                  percent(one.noisy()),
                  percent(one.chosenBy()),
                  number(one.micros()),
                  number(one.bytes() / 1024.0)));
    }
    text.append(
        "%nOne sense alone, trained on it alone: frame %s, sound %s, words %s %%. %,d scenes: a share is off by %s points at most in 19 of 20 such examinations.%n"
            .formatted(
                percent(alone.get(0)),
                percent(alone.get(1)),
                percent(alone.get(2)),
                scenes,
                number(100 * 1.96 * 0.5 / Math.sqrt(scenes))));
    return text.toString();
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f", 100 * share);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
