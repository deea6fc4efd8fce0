package io.sensorium.model.supervised.intent.form;

import io.sensorium.worker.feature.FeatureException;
import io.sensorium.worker.feature.TextCleaning;
import io.sensorium.worker.feature.Vocabulary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Words that texts have in common.
 *
 * @param texts how many texts were counted
 * @param having in how many of them a word is: at least {@value #LEAST}, or any number where no
 *     word is in so many
 */
record WordCounts(int texts, SortedMap<String, Integer> having) {
  private static final int LEAST = 2;

  WordCounts {
    having = Collections.unmodifiableSortedMap(new TreeMap<>(having));
  }

  /** Those of some texts, as the worker finds their words. */
  static WordCounts of(List<String> texts) {
    SortedMap<String, Integer> all = new TreeMap<>();
    for (String text : texts) {
      for (String word : new HashSet<>(words(text))) {
        all.merge(word, 1, Integer::sum);
      }
    }
    SortedMap<String, Integer> common = new TreeMap<>(all);
    common.values().removeIf(count -> count < LEAST);
    return new WordCounts(texts.size(), common.isEmpty() ? all : common);
  }

  /** A line a word, in the order of letters. */
  List<String> lines() {
    return List.copyOf(having.keySet());
  }

  /** The same behind padding, which has id 0, and the unknown, which has id 1. */
  List<String> vocabulary() {
    List<String> lines = new ArrayList<>(List.of(Vocabulary.PAD, Vocabulary.UNKNOWN));
    lines.addAll(having.keySet());
    return lines;
  }

  /**
   * A line a word, with a tab and its inverse document frequency, smoothed as scikit-learn's {@code
   * TfidfTransformer} has it: as if one more text had every word.
   */
  List<String> frequencies() {
    return having.entrySet().stream()
        .map(
            word ->
                String.format(
                    Locale.ROOT,
                    "%s\t%.6f",
                    word.getKey(),
                    1 + StrictMath.log((1.0 + texts) / (1.0 + word.getValue()))))
        .toList();
  }

  private static List<String> words(String text) {
    try {
      return TextCleaning.DEFAULT.words(text);
    } catch (FeatureException e) {
      throw new IllegalArgumentException("a text has no words: " + e.getMessage(), e);
    }
  }
}
