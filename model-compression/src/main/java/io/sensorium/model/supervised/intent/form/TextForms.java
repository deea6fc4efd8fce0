package io.sensorium.model.supervised.intent.form;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The forms that there are. */
public enum TextForms {
  /** Hashed words, pairs and pieces of words; the mean of their vectors. */
  N_GRAMS,
  /** Words of a vocabulary; the mean of their vectors. */
  WORDS,
  /** How often each word occurs. */
  BAG,
  /** The same, rare words counting more. */
  TF_IDF,
  /** Words of a vocabulary in their order, which attend to each other. */
  TRANSFORMER;

  /**
   * The form with what it learns of texts.
   *
   * @param texts of the training part alone; at least one has a word
   */
  public TextForm learned(List<String> texts) {
    return switch (this) {
      case N_GRAMS -> new GramForm();
      case WORDS -> WordForm.learned(texts);
      case BAG -> BagForm.counts(texts);
      case TF_IDF -> BagForm.weighted(texts);
      case TRANSFORMER -> TransformerForm.learned(texts);
    };
  }

  /** The one of that key. */
  public static Optional<TextForms> named(String key) {
    return Arrays.stream(values()).filter(form -> form.key().equals(key)).findFirst();
  }

  /** In small letters, for commands and tables. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public String toString() {
    return key();
  }
}
