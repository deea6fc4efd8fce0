package io.sensorium.worker.feature;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts of words, each times how rare its word is (Sparck Jones, 1972), then scaled to length 1;
 * scikit-learn's {@code TfidfTransformer} with the same options gives the same. A text without
 * known words is all zeros. Immutable and thread-safe.
 */
public final class TfIdf implements TextFeatures {
  /** What becomes of a row's length. */
  public enum Norm {
    NONE,
    /** The values add up to 1. */
    L1,
    /** The squares add up to 1. */
    L2
  }

  private final BagOfWords bag;
  private final double[] idf;
  private final boolean sublinear;
  private final Norm norm;

  private TfIdf(BagOfWords bag, double[] idf, boolean sublinear, Norm norm) {
    this.bag = bag;
    this.idf = idf;
    this.sublinear = sublinear;
    this.norm = norm;
  }

  /**
   * @param lines a word, a tab and its inverse document frequency each
   * @param sublinear whether 1 + ln(count) takes the place of the count
   * @throws IllegalArgumentException if a line is none of these or a word stands there twice
   */
  public static TfIdf of(List<String> lines, boolean sublinear, Norm norm, TextCleaning cleaning) {
    List<String> words = new ArrayList<>(lines.size());
    double[] idf = new double[lines.size()];
    for (int i = 0; i < lines.size(); i++) {
      int tab = lines.get(i).indexOf('\t');
      try {
        idf[i] = Double.parseDouble(lines.get(i).substring(tab + 1));
      } catch (NumberFormatException none) {
        idf[i] = Double.NaN;
      }
      if (tab < 1 || !Double.isFinite(idf[i])) {
        throw new IllegalArgumentException(
            "expected a word, a tab and a number on line %d, found '%s'"
                .formatted(i + 1, lines.get(i)));
      }
      words.add(lines.get(i).substring(0, tab));
    }
    return new TfIdf(new BagOfWords(words, false, cleaning), idf, sublinear, norm);
  }

  @Override
  public int size() {
    return bag.size();
  }

  @Override
  public void write(String text, FloatBuffer target) throws FeatureException {
    float[] row = bag.counts(text);
    double length = 0;
    for (int i = 0; i < row.length; i++) {
      if (row[i] > 0) {
        double count = sublinear ? 1 + Math.log(row[i]) : row[i];
        row[i] = (float) (count * idf[i]);
        length += norm == Norm.L1 ? Math.abs(row[i]) : (double) row[i] * row[i];
      }
    }
    length = norm == Norm.L2 ? Math.sqrt(length) : length;
    for (int i = 0; norm != Norm.NONE && length > 0 && i < row.length; i++) {
      row[i] = (float) (row[i] / length);
    }
    target.put(target.position(), row);
  }
}
