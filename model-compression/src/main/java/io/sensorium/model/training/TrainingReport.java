package io.sensorium.model.training;

import java.util.Locale;
import java.util.Map;

/**
 * What training came to, as text that is the same for the same models.
 *
 * @param plan what the models learned from
 * @param floats accuracy on unseen scenes by who may sense, in float
 * @param steps the same on 8 bits
 * @param byLabel of each label's scenes, the share told right on 8 bits with all senses
 * @param alone accuracy of heads that learned from one sense only
 * @param heardBefore share of the examination's texts that training repeats word for word
 * @param parity largest difference between the trained networks and their exported models
 */
public record TrainingReport(
    String scenario,
    TrainingPlan plan,
    Map<String, Double> floats,
    Map<String, Double> steps,
    Map<String, Double> byLabel,
    Map<String, Double> alone,
    double heardBefore,
    double parity) {

  /** All figures as JSON. */
  public String json() {
    return """
    {
      "scenario": "%s",
      "head": "%s",
      "scenes": { "encoders": %d, "head": %d, "examination": %d },
      "epochs": { "encoders": %d, "head": %d },
      "accuracy": { "fp32": %s, "int8": %s, "trained-alone": %s },
      "recall-by-label": %s,
      "texts-heard-before": %s
    }
    """
        .formatted(
            scenario,
            plan.head().key(),
            plan.encoderScenes(),
            plan.headScenes(),
            plan.examScenes(),
            plan.encoderEpochs(),
            plan.headEpochs(),
            object(floats),
            object(steps),
            object(alone),
            object(byLabel),
            number(heardBefore));
  }

  /** The accuracies as a Markdown table. */
  public String table() {
    StringBuilder table =
        new StringBuilder("| senses | fp32 | int8 | trained on it alone |\n|---|---|---|---|\n");
    for (Map.Entry<String, Double> row : floats.entrySet()) {
      Double bound = alone.get(row.getKey());
      table.append(
          "| %s | %s | %s | %s |\n"
              .formatted(
                  row.getKey(),
                  percent(row.getValue()),
                  percent(steps.getOrDefault(row.getKey(), Double.NaN)),
                  bound == null ? "" : percent(bound)));
    }
    return table.toString();
  }

  private static String object(Map<String, Double> values) {
    StringBuilder object = new StringBuilder("{ ");
    for (Map.Entry<String, Double> value : values.entrySet()) {
      object.append(object.length() > 2 ? ", " : "");
      object.append('"').append(value.getKey()).append("\": ").append(number(value.getValue()));
    }
    return object.append(" }").toString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
