package io.sensorium.worker.feature;

import java.nio.FloatBuffer;

/**
 * The mean of the vectors of a text's words; words without a vector do not count, and a text with
 * no other is all zeros. Immutable and thread-safe.
 */
public final class AveragedVectors implements TextFeatures {
  private final WordVectors vectors;
  private final TextCleaning cleaning;

  public AveragedVectors(WordVectors vectors, TextCleaning cleaning) {
    this.vectors = vectors;
    this.cleaning = cleaning;
  }

  @Override
  public int size() {
    return vectors.width();
  }

  @Override
  public void write(String text, FloatBuffer target) throws FeatureException {
    double[] sum = new double[vectors.width()];
    int known = 0;
    for (String word : cleaning.words(text)) {
      known += vectors.add(word, sum) ? 1 : 0;
    }
    for (int i = 0; i < sum.length; i++) {
      target.put(target.position() + i, known == 0 ? 0 : (float) (sum[i] / known));
    }
  }
}
