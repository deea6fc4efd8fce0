package io.sensorium.worker.rollout.compare;

import io.sensorium.event.Classification;
import io.sensorium.event.Detection;
import io.sensorium.event.Embedding;
import io.sensorium.event.Score;
import io.sensorium.event.Transcript;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * How alike two results are, as {@code Comparison} defines it.
 *
 * @param agreement from 0 to 1; null where one is not known
 * @param scoreDistance at least 0; null where there are no scores to compare
 */
record Likeness(@Nullable Float agreement, @Nullable Float scoreDistance) {
  static final Likeness UNKNOWN = new Likeness(null, null);
  private static final Likeness OF_OTHER_KINDS = new Likeness(0f, null);

  /** Of two results, each of one of the types that {@code Prediction.result} may hold. */
  static Likeness of(SpecificRecord one, SpecificRecord other) {
    if (one instanceof Classification a && other instanceof Classification b) {
      return labels(a.getScores(), b.getScores());
    }
    if (one instanceof Detection a && other instanceof Detection b) {
      return ObjectMatch.of(a.getObjects(), b.getObjects()).likeness();
    }
    if (one instanceof Transcript a && other instanceof Transcript b) {
      return words(a.getText(), b.getText());
    }
    if (one instanceof Embedding a && other instanceof Embedding b) {
      return vectors(a.getValues(), b.getValues());
    }
    return OF_OTHER_KINDS;
  }

  /** The best come first. */
  private static Likeness labels(List<Score> one, List<Score> other) {
    Map<String, Float> differences = new HashMap<>();
    one.forEach(score -> differences.merge(score.getLabel(), score.getScore(), Float::sum));
    other.forEach(score -> differences.merge(score.getLabel(), -score.getScore(), Float::sum));
    float largest = 0;
    for (float difference : differences.values()) {
      largest = Math.max(largest, Math.abs(difference));
    }
    String best = one.isEmpty() ? "" : one.get(0).getLabel();
    String otherBest = other.isEmpty() ? "" : other.get(0).getLabel();
    return new Likeness(best.equals(otherBest) ? 1f : 0f, largest);
  }

  private static Likeness words(String one, String other) {
    List<String> a = List.of(one.strip().split("\\s+", -1));
    List<String> b = List.of(other.strip().split("\\s+", -1));
    int longer = Math.max(a.size(), b.size());
    return new Likeness(1 - edits(a, b) / (float) longer, null);
  }

  /** Levenshtein's distance: words to replace, to add or to take away. */
  private static int edits(List<String> one, List<String> other) {
    int[] row = new int[other.size() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.size(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (one.get(i - 1).equals(other.get(j - 1)) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.size()];
  }

  private static Likeness vectors(List<Float> one, List<Float> other) {
    if (one.size() != other.size()) {
      return OF_OTHER_KINDS;
    }
    double product = 0;
    double lengths = 0;
    double otherLengths = 0;
    double distance = 0;
    for (int i = 0; i < one.size(); i++) {
      double a = one.get(i);
      double b = other.get(i);
      product += a * b;
      lengths += a * a;
      otherLengths += b * b;
      distance += (a - b) * (a - b);
    }
    double norm = Math.sqrt(lengths) * Math.sqrt(otherLengths);
    double cosine = norm == 0 ? (lengths == otherLengths ? 1 : 0) : product / norm;
    return new Likeness((float) Math.min(1, Math.max(0, cosine)), (float) Math.sqrt(distance));
  }
}
