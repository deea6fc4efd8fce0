package io.sensorium.worker.rollout.compare;

import io.sensorium.event.Classification;
import io.sensorium.event.DetectedObject;
import io.sensorium.event.Detection;
import io.sensorium.event.Transcript;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** A result in a few words. */
final class ShortAnswer {
  private static final int LONG = 200;

  private ShortAnswer() {}

  /**
   * {@code open}, {@code 1 car, 2 person}, or the words themselves; null of a vector.
   *
   * @param result one of the types that {@code Prediction.result} may hold
   */
  static @Nullable String of(SpecificRecord result) {
    if (result instanceof Classification labels) {
      return labels.getScores().isEmpty() ? "" : labels.getScores().get(0).getLabel();
    }
    if (result instanceof Detection found) {
      Map<String, Integer> counts = new TreeMap<>();
      for (DetectedObject object : found.getObjects()) {
        counts.merge(object.getLabel(), 1, Integer::sum);
      }
      return counts.entrySet().stream()
          .map(count -> count.getValue() + " " + count.getKey())
          .collect(Collectors.joining(", "));
    }
    if (result instanceof Transcript words) {
      String text = words.getText();
      return text.length() <= LONG ? text : text.substring(0, LONG) + " …";
    }
    return null;
  }
}
