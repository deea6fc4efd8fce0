package io.sensorium.model.supervised.intent.form;

import io.sensorium.model.export.VersionFolder;
import io.sensorium.model.network.Dense;
import io.sensorium.model.network.Unit;
import io.sensorium.worker.feature.BagOfWords;
import io.sensorium.worker.feature.TextCleaning;
import io.sensorium.worker.feature.TextFeatures;
import io.sensorium.worker.feature.TfIdf;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Counts of words, each as it is or times how rare its word is, and one layer over them: logistic
 * regression of many classes.
 *
 * @param lines of the features' file
 * @param weighted whether how rare a word is counts
 */
record BagForm(List<String> lines, boolean weighted) implements TextForm {
  static BagForm counts(List<String> texts) {
    return new BagForm(WordCounts.of(texts).lines(), false);
  }

  static BagForm weighted(List<String> texts) {
    return new BagForm(WordCounts.of(texts).frequencies(), true);
  }

  @Override
  public TextFeatures features() {
    return weighted
        ? TfIdf.of(lines, false, TfIdf.Norm.L2, TextCleaning.DEFAULT)
        : new BagOfWords(lines, false, TextCleaning.DEFAULT);
  }

  @Override
  public List<Unit> units(int classes) {
    return List.of(new Dense(lines.size(), classes));
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
    return false;
  }

  @Override
  public float unheard() {
    return 0;
  }

  @Override
  public String served() {
    return weighted
        ? "{ tf-idf: { file: idf.tsv, sublinear: false, norm: l2 } }"
        : "{ bag-of-words: { vocabulary: words.txt, binary: false } }";
  }

  @Override
  public Map<String, byte[]> files() {
    return Map.of(weighted ? "idf.tsv" : "words.txt", VersionFolder.text(lines));
  }

  @Override
  public String words() {
    return String.format(
        Locale.ROOT,
        weighted
            ? "`tf-idf`: counts of %,d words times how rare each is, of length 1; one layer"
            : "`bag`: counts of %,d words; one layer",
        lines.size());
  }
}
