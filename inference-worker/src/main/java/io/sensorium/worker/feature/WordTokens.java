package io.sensorium.worker.feature;

import java.nio.LongBuffer;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text to word ids: Unicode NFKC, lower case of no particular language, runs of letters, marks,
 * digits and inner apostrophes. Immutable and thread-safe.
 */
public final class WordTokens {
  /** A spoken or written message is far shorter; what is longer is something else. */
  public static final int MAX_CHARACTERS = 65_536;

  private static final Pattern WORD =
      Pattern.compile("[\\p{L}\\p{M}\\p{N}]+(?:['\u2019][\\p{L}\\p{M}\\p{N}]+)*");

  private final Vocabulary vocabulary;
  private final int length;

  /**
   * @param length ids in the tensor: longer texts are cut, shorter ones padded
   */
  public WordTokens(Vocabulary vocabulary, int length) {
    if (length < 1) {
      throw new IllegalArgumentException("expected a length of at least 1, found " + length);
    }
    this.vocabulary = vocabulary;
    this.length = length;
  }

  /** Ids in the tensor of one text. */
  public int length() {
    return length;
  }

  /**
   * The words of a text in their order.
   *
   * @throws FeatureException if the text is longer than {@value #MAX_CHARACTERS} characters
   */
  public static List<String> words(String text) throws FeatureException {
    if (text.length() > MAX_CHARACTERS) {
      throw new FeatureException(
          "a text of at most " + MAX_CHARACTERS + " characters",
          text.length() + " characters",
          "send utterances and messages one by one");
    }
    String clean = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(clean);
    while (matcher.find()) {
      words.add(matcher.group().replace('\u2019', '\''));
    }
    return words;
  }

  /**
   * Writes {@link #length()} ids from the target's position on, which stays where it is.
   *
   * @return how many of them are words
   */
  public int write(String text, LongBuffer target) throws FeatureException {
    List<String> words = words(text);
    int base = target.position();
    int used = Math.min(length, words.size());
    for (int i = 0; i < length; i++) {
      target.put(base + i, i < used ? vocabulary.id(words.get(i)) : vocabulary.pad());
    }
    return used;
  }
}
