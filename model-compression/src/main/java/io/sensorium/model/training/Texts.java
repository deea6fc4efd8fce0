package io.sensorium.model.training;

import io.sensorium.worker.feature.FeatureException;
import io.sensorium.worker.feature.Vocabulary;
import io.sensorium.worker.feature.WordTokens;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The words that the model knows, and texts as their ids. */
public final class Texts {
  private static final int LEAST = 3;

  private final List<String> lines;
  private final WordTokens tokens;

  private Texts(List<String> lines) {
    this.lines = List.copyOf(lines);
    this.tokens = new WordTokens(Vocabulary.of(lines), SenseFeatures.WORDS);
  }

  /** All words that come up at least {@value #LEAST} times, the most frequent first. */
  static Texts learn(List<String> texts) {
    Map<String, Integer> counts = new TreeMap<>();
    for (String text : texts) {
      for (String word : words(text)) {
        counts.merge(word, 1, Integer::sum);
      }
    }
    List<String> lines = new ArrayList<>(List.of(Vocabulary.PAD, Vocabulary.UNKNOWN));
    counts.entrySet().stream()
        .filter(e -> e.getValue() >= LEAST)
        .sorted(
            Comparator.comparing((Map.Entry<String, Integer> e) -> -e.getValue())
                .thenComparing(Map.Entry::getKey))
        .forEach(e -> lines.add(e.getKey()));
    return new Texts(lines);
  }

  /** Those of a vocabulary file. */
  public static Texts of(List<String> lines) {
    return new Texts(lines);
  }

  /** One word a line, as the vocabulary file has them. */
  List<String> lines() {
    return lines;
  }

  /** Word ids as floats, which hold them exactly. */
  float[] ids(String text) {
    LongBuffer ids = LongBuffer.allocate(SenseFeatures.WORDS);
    try {
      tokens.write(text, ids);
    } catch (FeatureException e) {
      throw new IllegalArgumentException("a scene's text has no features", e);
    }
    float[] values = new float[SenseFeatures.WORDS];
    for (int i = 0; i < values.length; i++) {
      values[i] = ids.get(i);
    }
    return values;
  }

  private static List<String> words(String text) {
    try {
      return WordTokens.words(text);
    } catch (FeatureException e) {
      throw new IllegalArgumentException("a scene's text has no words", e);
    }
  }
}
