package io.sensorium.worker.repository;

import io.sensorium.worker.feature.TfIdf.Norm;
import io.sensorium.worker.repository.FeatureDescription.Cleaning;
import io.sensorium.worker.repository.FeatureDescription.Part;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what stands under {@code text}. */
final class TextDescriptions {
  private TextDescriptions() {}

  static FeatureDescription read(KeyChecks checks, String at, DescriptionKeys.Text keys) {
    DescriptionKeys.BagOfWords bag = keys.bagOfWords();
    DescriptionKeys.TfIdf tfIdf = keys.tfIdf();
    DescriptionKeys.WordVectors vectors = keys.wordVectors();
    DescriptionKeys.Tokenizer tokenizer = keys.tokenizer();
    long kinds =
        Stream.of(keys.vocabulary(), bag, tfIdf, vectors, tokenizer)
            .filter(Objects::nonNull)
            .count();
    if (kinds != 1) {
      throw checks.error(
          at,
          "exactly one of 'vocabulary', 'bag-of-words', 'tf-idf', 'word-vectors', 'tokenizer'",
          keys.toString());
    }
    if (keys.length() != null && keys.vocabulary() == null) {
      throw checks.error(at + ".length", "'vocabulary' beside it", "" + keys.length());
    }
    if (tokenizer != null) {
      return tokenizer(checks, at, tokenizer, keys.cleaning());
    }
    Cleaning cleaning = cleaning(keys.cleaning());
    if (bag != null) {
      return new FeatureDescription.BagOfWords(
          checks.present(at + ".bag-of-words.vocabulary", bag.vocabulary()),
          Objects.requireNonNullElse(bag.binary(), false),
          cleaning);
    }
    if (tfIdf != null) {
      return new FeatureDescription.TfIdf(
          checks.present(at + ".tf-idf.file", tfIdf.file()),
          Objects.requireNonNullElse(tfIdf.sublinear(), false),
          checks.word(at + ".tf-idf.norm", tfIdf.norm(), Norm.class, Norm.L2),
          cleaning);
    }
    if (vectors != null) {
      return new FeatureDescription.WordVectors(
          checks.present(at + ".word-vectors.file", vectors.file()), cleaning);
    }
    return new FeatureDescription.Text(
        checks.present(at + ".vocabulary", keys.vocabulary()), keys.length(), cleaning);
  }

  private static FeatureDescription tokenizer(
      KeyChecks checks,
      String at,
      DescriptionKeys.Tokenizer keys,
      DescriptionKeys.@Nullable Cleaning cleaning) {
    if (cleaning != null) {
      throw checks.error(
          at + ".cleaning", "none, since the tokenizer's file says how it cleans", "one");
    }
    return new FeatureDescription.Subwords(
        Objects.requireNonNullElse(keys.file(), "tokenizer.json"),
        keys.length(),
        checks.word(at + ".tokenizer.gives", keys.gives(), Part.class, Part.INPUT_IDS));
  }

  private static Cleaning cleaning(DescriptionKeys.@Nullable Cleaning keys) {
    Cleaning plain = Cleaning.DEFAULT;
    return keys == null
        ? plain
        : new Cleaning(
            Objects.requireNonNullElse(keys.nfkc(), plain.compatible()),
            Objects.requireNonNullElse(keys.lowerCase(), plain.lowerCase()),
            Objects.requireNonNullElse(keys.punctuation(), plain.punctuation()),
            Objects.requireNonNullElse(keys.minLength(), plain.minLength()),
            keys.stopWords());
  }
}
