package io.sensorium.worker.feature;

import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.List;

/** Text to word ids; longer texts are cut and shorter ones padded. Immutable and thread-safe. */
public final class WordTokens implements TextFeatures {
  private final Vocabulary vocabulary;
  private final int length;
  private final TextCleaning cleaning;

  /**
   * @param length ids in the tensor
   */
  public WordTokens(Vocabulary vocabulary, int length) {
    this(vocabulary, length, TextCleaning.DEFAULT);
  }

  /** With words of one's own making. */
  public WordTokens(Vocabulary vocabulary, int length, TextCleaning cleaning) {
    if (length < 1) {
      throw new IllegalArgumentException("expected a length of at least 1, found " + length);
    }
    this.vocabulary = vocabulary;
    this.length = length;
    this.cleaning = cleaning;
  }

  /** Ids in the tensor of one text. */
  public int length() {
    return length;
  }

  @Override
  public int size() {
    return length;
  }

  /**
   * The words of a text in their order, as {@link TextCleaning#DEFAULT} finds them.
   *
   * @throws FeatureException if the text is longer than {@value TextFeatures#MAX_CHARACTERS}
   *     characters
   */
  public static List<String> words(String text) throws FeatureException {
    return TextCleaning.DEFAULT.words(text);
  }

  /**
   * Writes {@link #length()} ids from the target's position on, which stays where it is.
   *
   * @return how many of them are words
   */
  public int write(String text, LongBuffer target) throws FeatureException {
    List<String> words = cleaning.words(text);
    int base = target.position();
    for (int i = 0; i < length; i++) {
      target.put(base + i, id(words, i));
    }
    return Math.min(length, words.size());
  }

  @Override
  public void write(String text, FloatBuffer target) throws FeatureException {
    List<String> words = cleaning.words(text);
    int base = target.position();
    for (int i = 0; i < length; i++) {
      target.put(base + i, id(words, i));
    }
  }

  private int id(List<String> words, int at) {
    return at < words.size() ? vocabulary.id(words.get(at)) : vocabulary.pad();
  }
}
