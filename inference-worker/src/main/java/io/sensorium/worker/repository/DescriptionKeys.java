package io.sensorium.worker.repository;

import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of {@code model.yaml}, as they stand there. */
final class DescriptionKeys {
  private DescriptionKeys() {}

  record Model(
      @Nullable String task,
      @Nullable String labels,
      @Nullable LinkedHashMap<String, Input> inputs,
      @Nullable LinkedHashMap<String, Output> outputs) {}

  record Input(@Nullable Image image, @Nullable Audio audio, @Nullable Text text) {}

  record Image(
      @Nullable List<Integer> size,
      @Nullable String colour,
      @Nullable String resize,
      @Nullable Integer shorterSide,
      @Nullable String filter,
      @Nullable Double scale,
      @Nullable List<Double> mean,
      @Nullable List<Double> std,
      @Nullable Long maxPixels,
      @Nullable Long maxBytes) {}

  record Audio(
      @Nullable Integer sampleRate,
      @Nullable LogMel logMel,
      @Nullable Mfcc mfcc,
      @Nullable Raw raw,
      @Nullable Spectrum spectrum) {}

  record LogMel(
      @Nullable Integer bands,
      @Nullable Integer window,
      @Nullable Integer hop,
      @Nullable Double minHz,
      @Nullable Double maxHz) {}

  record Mfcc(
      @Nullable Integer coefficients,
      @Nullable Integer bands,
      @Nullable Integer window,
      @Nullable Integer hop,
      @Nullable Double minHz,
      @Nullable Double maxHz) {
    LogMel mel() {
      return new LogMel(bands, window, hop, minHz, maxHz);
    }
  }

  record Raw(@Nullable Integer window, @Nullable Integer context, @Nullable Boolean standardise) {}

  record Spectrum(@Nullable Integer window, @Nullable Integer hop) {}

  record Text(
      @Nullable String vocabulary,
      @Nullable Integer length,
      @Nullable BagOfWords bagOfWords,
      @Nullable TfIdf tfIdf,
      @Nullable WordVectors wordVectors,
      @Nullable Tokenizer tokenizer,
      @Nullable NGrams nGrams,
      @Nullable Cleaning cleaning) {}

  record BagOfWords(@Nullable String vocabulary, @Nullable Boolean binary) {}

  record TfIdf(@Nullable String file, @Nullable Boolean sublinear, @Nullable String norm) {}

  record WordVectors(@Nullable String file) {}

  record Tokenizer(@Nullable String file, @Nullable Integer length, @Nullable String gives) {}

  record NGrams(
      @Nullable Integer words,
      @Nullable List<Integer> characters,
      @Nullable Integer buckets,
      @Nullable Integer length) {}

  record Cleaning(
      @Nullable Boolean nfkc,
      @Nullable Boolean lowerCase,
      @Nullable Boolean punctuation,
      @Nullable Integer minLength,
      @Nullable String stopWords) {}

  record Output(
      @Nullable String activation,
      @Nullable String decoder,
      @Nullable Double scoreThreshold,
      @Nullable Double overlapThreshold,
      @Nullable Integer maxObjects) {}
}
