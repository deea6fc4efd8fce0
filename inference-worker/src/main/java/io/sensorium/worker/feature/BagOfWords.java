package io.sensorium.worker.feature;

import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often each word of a list occurs in a text; all others are left out. Immutable and
 * thread-safe.
 */
public final class BagOfWords implements TextFeatures {
  private final Map<String, Integer> places;
  private final boolean binary;
  private final TextCleaning cleaning;

  /**
   * @param words each once; a word's place in the list is its place in the row
   * @param binary whether a word counts once at most
   * @throws IllegalArgumentException if there are none or a word stands there twice
   */
  public BagOfWords(List<String> words, boolean binary, TextCleaning cleaning) {
    this.places = places(words);
    this.binary = binary;
    this.cleaning = cleaning;
  }

  /** Words and their places. */
  static Map<String, Integer> places(List<String> words) {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < words.size(); i++) {
      if (places.putIfAbsent(words.get(i), i) != null) {
        throw new IllegalArgumentException(
            "expected every word once, found '%s' again on line %d; remove it"
                .formatted(words.get(i), i + 1));
      }
    }
    if (places.isEmpty()) {
      throw new IllegalArgumentException("expected at least one word, found none");
    }
    return places;
  }

  @Override
  public int size() {
    return places.size();
  }

  @Override
  public void write(String text, FloatBuffer target) throws FeatureException {
    target.put(target.position(), counts(text));
  }

  float[] counts(String text) throws FeatureException {
    float[] counts = new float[size()];
    for (String word : cleaning.words(text)) {
      Integer place = places.get(word);
      if (place != null) {
        counts[place] = binary ? 1 : counts[place] + 1;
      }
    }
    return counts;
  }
}
