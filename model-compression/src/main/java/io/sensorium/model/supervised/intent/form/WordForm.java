package io.sensorium.model.supervised.intent.form;

import io.sensorium.model.export.VersionFolder;
import io.sensorium.model.network.Dense;
import io.sensorium.model.network.Unit;
import io.sensorium.model.network.WordMean;
import io.sensorium.worker.feature.TextFeatures;
import io.sensorium.worker.feature.Vocabulary;
import io.sensorium.worker.feature.WordTokens;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The mean of the vectors of a text's words, and one layer over that.
 *
 * @param vocabulary one word a line
 */
record WordForm(List<String> vocabulary) implements TextForm {
  /** Words of a text; one in five hundred of NLU-Evaluation-Data's utterances is longer. */
  static final int LENGTH = 20;

  private static final int DIMENSIONS = 48;

  static WordForm learned(List<String> texts) {
    return new WordForm(WordCounts.of(texts).vocabulary());
  }

  @Override
  public TextFeatures features() {
    return new WordTokens(Vocabulary.of(vocabulary), LENGTH);
  }

  @Override
  public List<Unit> units(int classes) {
    return List.of(
        new WordMean(vocabulary.size(), LENGTH, DIMENSIONS), new Dense(DIMENSIONS, classes));
  }

  @Override
  public double learningRate() {
    return 1e-2;
  }

  @Override
  public String input() {
    return "words";
  }

  @Override
  public boolean ids() {
    return true;
  }

  /** The unknown word, which learns so what it stands for. */
  @Override
  public float unheard() {
    return vocabulary.indexOf(Vocabulary.UNKNOWN);
  }

  @Override
  public String served() {
    return "{ vocabulary: vocabulary.txt, length: %d }".formatted(LENGTH);
  }

  @Override
  public Map<String, byte[]> files() {
    return Map.of("vocabulary.txt", VersionFolder.text(vocabulary));
  }

  @Override
  public String words() {
    return String.format(
        Locale.ROOT,
        "`words`: the first %d words by a vocabulary of %,d; mean of their vectors; one layer",
        LENGTH,
        vocabulary.size());
  }
}
