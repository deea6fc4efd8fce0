package io.sensorium.worker.repository;

import io.sensorium.worker.feature.TfIdf.Norm;
import io.sensorium.worker.repository.FeatureDescription.Cleaning;
import io.sensorium.worker.repository.FeatureDescription.Part;
import java.util.List;
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
    DescriptionKeys.NGrams grams = keys.nGrams();
    long kinds =
        Stream.of(keys.vocabulary(), bag, tfIdf, vectors, tokenizer, grams)
            .filter(Objects::nonNull)
            .count();
    if (kinds != 1) {
      throw checks.error(
          at,
          "exactly one of 'vocabulary', 'bag-of-words', 'tf-idf', 'word-vectors', 'tokenizer',"
              + " 'n-grams'",
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
    if (grams != null) {
      return grams(checks, at + ".n-grams", grams, cleaning);
    }
    return new FeatureDescription.Text(
        checks.present(at + ".vocabulary", keys.vocabulary()), keys.length(), cleaning);
  }

  private static FeatureDescription grams(
      KeyChecks checks, String at, DescriptionKeys.NGrams keys, Cleaning cleaning) {
    List<Integer> characters = Objects.requireNonNullElse(keys.characters(), List.of());
    if (!characters.isEmpty() && characters.size() != 2) {
      throw checks.error(at + ".characters", "[shortest, longest] or none", "" + characters);
    }
    return new FeatureDescription.NGrams(
        Objects.requireNonNullElse(keys.words(), 1),
        characters,
        checks.present(at + ".buckets", keys.buckets()),
        keys.length(),
        cleaning);
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
