package io.sensorium.deploy.demo;

import io.sensorium.event.Classification;
import io.sensorium.event.DetectedObject;
import io.sensorium.event.Detection;
import io.sensorium.event.Embedding;
import io.sensorium.event.MissingInput;
import io.sensorium.event.Prediction;
import io.sensorium.event.PredictionInput;
import io.sensorium.event.Transcript;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A prediction as one line for a person. */
public final class PredictionLine {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

  private PredictionLine() {}

  /** Time, site, what is predicted, from which senses, and where the time went. */
  public static String of(Prediction prediction, ZoneId zone) {
    String inputs =
        prediction.getInputs().stream().map(PredictionLine::input).collect(Collectors.joining(" "));
    String missing =
        prediction.getMissing().stream()
            .map(MissingInput::getName)
            .collect(Collectors.joining(" "));
    return "%s  %-8s %-34s %-42s %s wait %d ms, features %.1f, queue %.1f, compute %.1f"
        .formatted(
            TIME.format(prediction.getEventTime().atZone(zone)),
            prediction.getSite(),
            result(prediction),
            inputs,
            missing.isEmpty() ? "" : "(no " + missing + ")",
            prediction.getTiming().getWaitUs() / 1_000,
            prediction.getTiming().getFeaturesUs() / 1e3,
            prediction.getTiming().getQueueUs() / 1e3,
            prediction.getTiming().getComputeUs() / 1e3);
  }

  private static String input(PredictionInput input) {
    Float contribution = input.getContribution();
    return contribution == null
        ? input.getName()
        : "%s %+.2f".formatted(input.getName(), contribution);
  }

  private static String result(Prediction prediction) {
    if (prediction.getResult() instanceof Classification classification
        && !classification.getScores().isEmpty()) {
      return "%s %.2f".formatted(label(prediction), classification.getScores().get(0).getScore());
    }
    if (prediction.getResult() instanceof Detection detection) {
      Map<String, Long> found =
          detection.getObjects().stream()
              .collect(
                  Collectors.groupingBy(
                      DetectedObject::getLabel, TreeMap::new, Collectors.counting()));
      return found.isEmpty() ? "nothing" : found.toString();
    }
    return label(prediction);
  }

  /** What a prediction is counted as: the highest label, or the kind of result. */
  public static String label(Prediction prediction) {
    if (prediction.getResult() instanceof Classification classification) {
      return classification.getScores().isEmpty()
          ? "nothing"
          : classification.getScores().get(0).getLabel();
    }
    if (prediction.getResult() instanceof Detection detection) {
      return detection.getObjects().isEmpty() ? "nothing" : "objects";
    }
    if (prediction.getResult() instanceof Transcript transcript) {
      return transcript.getText();
    }
    return prediction.getResult() instanceof Embedding ? "embedding" : "unknown";
  }
}
