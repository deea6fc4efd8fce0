package io.sensorium.worker.feature;

import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A text as the numbers of its words, pairs of words and pieces of words, without a vocabulary:
 * each is hashed (FNV-1a, 32 bits, of its UTF-8) into a fixed number of buckets, as fastText does
 * it (Joulin et al., "Bag of Tricks for Efficient Text Classification", 2016; Bojanowski et al.,
 * "Enriching Word Vectors with Subword Information", 2017). Words that were never seen still share
 * pieces with those that were. Immutable and thread-safe.
 */
public final class HashedGrams implements TextFeatures {
  /** The number that stands for nothing, behind the last gram. */
  public static final int PADDING = 0;

  private static final int MAX_BUCKETS = 1 << 24;
  private static final int FNV_OFFSET = 0x811c9dc5;
  private static final int FNV_PRIME = 0x01000193;

  private final GramSpec spec;
  private final TextCleaning cleaning;

  /**
   * Which grams, and where they go.
   *
   * @param words words of the longest run of words; 1 for words by themselves
   * @param shortest characters of the shortest piece of a word, its edges counted
   * @param longest characters of the longest piece; 0 for no pieces
   * @param buckets numbers that there are, {@link #PADDING} among them
   * @param length numbers in the tensor; further grams are left out
   */
  public record GramSpec(int words, int shortest, int longest, int buckets, int length) {
    public GramSpec {
      boolean pieces = longest == 0 || (shortest >= 1 && shortest <= longest);
      if (words < 1 || !pieces || buckets < 2 || buckets > MAX_BUCKETS || length < 1) {
        throw new IllegalArgumentException(
            "expected words and length of at least 1, characters as [shortest, longest] and 2 to"
                + " %d buckets, found words %d, characters [%d, %d], buckets %d and length %d"
                    .formatted(MAX_BUCKETS, words, shortest, longest, buckets, length));
      }
    }
  }

  public HashedGrams(GramSpec spec, TextCleaning cleaning) {
    this.spec = spec;
    this.cleaning = cleaning;
  }

  @Override
  public int size() {
    return spec.length();
  }

  @Override
  public void write(String text, FloatBuffer target) throws FeatureException {
    List<String> grams = grams(cleaning.words(text));
    int base = target.position();
    for (int i = 0; i < spec.length(); i++) {
      target.put(base + i, i < grams.size() ? bucket(grams.get(i)) : PADDING);
    }
  }

  /** Runs of words first, since the end is what a long text loses. */
  private List<String> grams(List<String> words) {
    List<String> grams = new ArrayList<>();
    for (int run = 1; run <= spec.words(); run++) {
      for (int i = 0; i + run <= words.size(); i++) {
        grams.add(String.join(" ", words.subList(i, i + run)));
      }
    }
    for (String word : words) {
      if (grams.size() >= spec.length()) {
        break;
      }
      addPieces("<" + word + ">", grams);
    }
    return grams;
  }

  private void addPieces(String edged, List<String> grams) {
    int[] characters = edged.codePoints().toArray();
    for (int n = Math.max(1, spec.shortest()); n <= spec.longest(); n++) {
      for (int i = 0; i + n <= characters.length; i++) {
        grams.add("#" + new String(characters, i, n));
      }
    }
  }

  private int bucket(String gram) {
    int hash = FNV_OFFSET;
    for (byte b : gram.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xFF)) * FNV_PRIME;
    }
    return 1 + Integer.remainderUnsigned(hash, spec.buckets() - 1);
  }
}
