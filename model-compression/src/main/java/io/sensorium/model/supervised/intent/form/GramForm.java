package io.sensorium.model.supervised.intent.form;

import io.sensorium.model.network.Dense;
import io.sensorium.model.network.Unit;
import io.sensorium.model.network.WordMean;
import io.sensorium.worker.feature.HashedGrams;
import io.sensorium.worker.feature.HashedGrams.GramSpec;
import io.sensorium.worker.feature.TextCleaning;
import io.sensorium.worker.feature.TextFeatures;
import java.util.List;
import java.util.Map;

/**
 * The mean of the vectors of a text's hashed words, pairs and pieces of words, and one layer over
 * that (Joulin et al., "Bag of Tricks for Efficient Text Classification", 2016).
 */
record GramForm() implements TextForm {
  private static final GramSpec GRAMS = new GramSpec(2, 3, 5, 16_384, 224);
  private static final int DIMENSIONS = 48;

  @Override
  public TextFeatures features() {
    return new HashedGrams(GRAMS, TextCleaning.DEFAULT);
  }

  @Override
  public List<Unit> units(int classes) {
    return List.of(
        new WordMean(GRAMS.buckets(), GRAMS.length(), DIMENSIONS), new Dense(DIMENSIONS, classes));
  }

  @Override
  public double learningRate() {
    return 1e-2;
  }

  @Override
  public String input() {
    return "grams";
  }

  @Override
  public boolean ids() {
    return true;
  }

  @Override
  public float unheard() {
    return HashedGrams.PADDING;
  }

  @Override
  public String served() {
    return "{ n-grams: { words: %d, characters: [%d, %d], buckets: %d } }"
        .formatted(GRAMS.words(), GRAMS.shortest(), GRAMS.longest(), GRAMS.buckets());
  }

  @Override
  public Map<String, byte[]> files() {
    return Map.of();
  }

  @Override
  public String words() {
    return "hashed words, pairs of words and pieces of 3 to 5 characters; mean of their vectors; one"
        + " layer";
  }
}
