package io.sensorium.model.supervised.intent.form;

import io.sensorium.model.family.TextTransformer;
import io.sensorium.model.network.Unit;
import io.sensorium.worker.feature.TextFeatures;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A small transformer over a text's words.
 *
 * @param tokens the same words as of the mean of vectors
 * @param network its sizes
 */
record TransformerForm(WordForm tokens, TextTransformer network) implements TextForm {
  private static final int WIDTH = 48;
  private static final int HEADS = 2;
  private static final int HIDDEN = 96;
  private static final int BLOCKS = 1;

  static TransformerForm learned(List<String> texts) {
    WordForm tokens = WordForm.learned(texts);
    int words = tokens.vocabulary().size();
    return new TransformerForm(
        tokens, new TextTransformer(words, WordForm.LENGTH, WIDTH, HEADS, HIDDEN, BLOCKS));
  }

  @Override
  public TextFeatures features() {
    return tokens.features();
  }

  @Override
  public List<Unit> units(int classes) {
    return network.units(classes);
  }

  @Override
  public double learningRate() {
    return 2e-3;
  }

  @Override
  public String input() {
    return tokens.input();
  }

  @Override
  public boolean ids() {
    return tokens.ids();
  }

  @Override
  public float unheard() {
    return tokens.unheard();
  }

  @Override
  public String served() {
    return tokens.served();
  }

  @Override
  public Map<String, byte[]> files() {
    return tokens.files();
  }

  @Override
  public String words() {
    return String.format(
        Locale.ROOT,
        "`transformer`: the first %d words by a vocabulary of %,d, vectors of %d and learned"
            + " positions; %d block of self-attention with %d heads and a perceptron of %d (Vaswani et"
            + " al., 2017; Devlin et al., 2019); mean; one layer",
        network.length(),
        network.words(),
        network.width(),
        network.blocks(),
        network.heads(),
        network.hidden());
  }
}
