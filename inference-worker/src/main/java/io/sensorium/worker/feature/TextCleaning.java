package io.sensorium.worker.feature;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a text becomes words: runs of letters, marks, digits and inner apostrophes.
 *
 * @param compatible whether characters that mean the same become the same (Unicode NFKC)
 * @param lowerCase whether case is dropped, by the rules of no particular language
 * @param punctuation whether each sign of punctuation and each symbol is a word of its own
 * @param minLength words of fewer characters are left out
 * @param stopWords words that are left out, as they look after all else
 */
public record TextCleaning(
    boolean compatible,
    boolean lowerCase,
    boolean punctuation,
    int minLength,
    Set<String> stopWords) {

  /** NFKC, lower case, no punctuation, all words. */
  public static final TextCleaning DEFAULT = new TextCleaning(true, true, false, 1, Set.of());

  private static final String RUN = "[\\p{L}\\p{M}\\p{N}]+(?:['\u2019][\\p{L}\\p{M}\\p{N}]+)*";
  private static final Pattern WORD = Pattern.compile(RUN);
  private static final Pattern WORD_OR_SIGN = Pattern.compile(RUN + "|[\\p{P}\\p{S}]");

  public TextCleaning {
    stopWords = Set.copyOf(stopWords);
    if (minLength < 1) {
      throw new IllegalArgumentException(
          "expected a least length of at least 1, found " + minLength);
    }
  }

  /**
   * The words of a text in their order.
   *
   * @throws FeatureException if the text is longer than {@value TextFeatures#MAX_CHARACTERS}
   *     characters
   */
  public List<String> words(String text) throws FeatureException {
    TextFeatures.checkLength(text);
    String clean = compatible ? Normalizer.normalize(text, Normalizer.Form.NFKC) : text;
    clean = lowerCase ? clean.toLowerCase(Locale.ROOT) : clean;
    List<String> words = new ArrayList<>();
    Matcher matcher = (punctuation ? WORD_OR_SIGN : WORD).matcher(clean);
    while (matcher.find()) {
      String word = matcher.group().replace('\u2019', '\'');
      if (word.codePointCount(0, word.length()) >= minLength && !stopWords.contains(word)) {
        words.add(word);
      }
    }
    return words;
  }
}
