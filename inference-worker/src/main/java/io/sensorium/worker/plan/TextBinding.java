package io.sensorium.worker.plan;

import io.sensorium.worker.feature.AveragedVectors;
import io.sensorium.worker.feature.BagOfWords;
import io.sensorium.worker.feature.HashedGrams;
import io.sensorium.worker.feature.TextCleaning;
import io.sensorium.worker.feature.TextFeatures;
import io.sensorium.worker.feature.TfIdf;
import io.sensorium.worker.feature.WordTokens;
import io.sensorium.worker.feature.WordVectors;
import io.sensorium.worker.repository.FeatureDescription;
import io.sensorium.worker.repository.ModelVersion;
import io.sensorium.worker.repository.RepositoryException;
import io.sensorium.worker.subword.SubwordFiles;
import io.sensorium.worker.subword.SubwordTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Supplier;

/** Opens the files that features of text need. */
final class TextBinding {
  private static final long MAX_BYTES = 2L << 30;

  private final ModelVersion version;
  private final SubwordFiles subwords;

  TextBinding(ModelVersion version, SubwordFiles subwords) {
    this.version = version;
    this.subwords = subwords;
  }

  TextFeatures tokens(FeatureDescription.Text text, int length) {
    return new WordTokens(version.vocabulary(text.vocabulary()), length, cleaning(text.cleaning()));
  }

  TextFeatures bag(FeatureDescription.BagOfWords bag) {
    return right(
        bag.vocabulary(),
        () ->
            new BagOfWords(
                version.lines(bag.vocabulary()), bag.binary(), cleaning(bag.cleaning())));
  }

  TextFeatures tfIdf(FeatureDescription.TfIdf tfIdf) {
    return right(
        tfIdf.file(),
        () ->
            TfIdf.of(
                version.lines(tfIdf.file()),
                tfIdf.sublinear(),
                tfIdf.norm(),
                cleaning(tfIdf.cleaning())));
  }

  TextFeatures vectors(FeatureDescription.WordVectors vectors) {
    Path file = version.companion(vectors.file());
    return right(
        vectors.file(), () -> new AveragedVectors(read(file), cleaning(vectors.cleaning())));
  }

  TextFeatures grams(FeatureDescription.NGrams grams, int length) {
    boolean pieces = !grams.characters().isEmpty();
    int shortest = pieces ? grams.characters().get(0) : 0;
    int longest = pieces ? grams.characters().get(1) : 0;
    return right(
        "../model.yaml",
        () ->
            new HashedGrams(
                new HashedGrams.GramSpec(grams.words(), shortest, longest, grams.buckets(), length),
                cleaning(grams.cleaning())));
  }

  TextFeatures subwords(FeatureDescription.Subwords subwords, int length) {
    SubwordTokenizer tokenizer = this.subwords.open(version.companion(subwords.file()), length);
    return switch (subwords.part()) {
      case INPUT_IDS -> tokenizer.ids();
      case ATTENTION_MASK -> tokenizer.mask();
      case TOKEN_TYPE_IDS -> tokenizer.types();
    };
  }

  private TextCleaning cleaning(FeatureDescription.Cleaning cleaning) {
    String file = cleaning.stopWords();
    return new TextCleaning(
        cleaning.compatible(),
        cleaning.lowerCase(),
        cleaning.punctuation(),
        cleaning.minLength(),
        file == null ? Set.of() : Set.copyOf(version.lines(file)));
  }

  private static WordVectors read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      if (Files.size(file) > MAX_BYTES) {
        throw new IllegalArgumentException(
            "expected at most " + MAX_BYTES + " bytes, found " + Files.size(file));
      }
      return file.toString().endsWith(".bin") ? WordVectors.binary(in) : WordVectors.text(in);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(unreadable.toString(), unreadable);
    }
  }

  private <T> T right(String name, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException wrong) {
      throw new RepositoryException(
          version.folder().resolve(name),
          "a file as docs/features.md describes it",
          String.valueOf(wrong.getMessage()),
          "Correct the file",
          wrong);
    }
  }
}
