package io.sensorium.worker.repository;

import io.sensorium.event.Modality;
import io.sensorium.worker.feature.Filter;
import io.sensorium.worker.feature.ImageSpec.Colour;
import io.sensorium.worker.feature.ImageSpec.Resize;
import io.sensorium.worker.feature.TfIdf.Norm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an input's payloads become one tensor; what the model file's shape says is left open. */
public sealed interface FeatureDescription {

  /** Whose payloads it is about. */
  default Modality modality() {
    if (this instanceof Image) {
      return Modality.CAMERA;
    }
    boolean sound =
        this instanceof LogMel
            || this instanceof Mfcc
            || this instanceof Raw
            || this instanceof Spectrum;
    return sound ? Modality.AUDIO : Modality.TEXT;
  }

  /**
   * Of frames.
   *
   * @param size height and width; null where the model file fixes them
   * @param maxPixels frames with more are refused
   * @param shorterSide with {@code CROP}; 0 for the larger of height and width
   * @param maxBytes frames of more are refused
   */
  record Image(
      @Nullable List<Integer> size,
      Colour colour,
      Resize resize,
      double scale,
      List<Double> mean,
      List<Double> std,
      long maxPixels,
      int shorterSide,
      Filter filter,
      long maxBytes)
      implements FeatureDescription {}

  /** Of sound: a log-mel spectrogram. */
  record LogMel(int sampleRate, int bands, int window, int hop, double minHz, double maxHz)
      implements FeatureDescription {}

  /** Of sound: cepstral coefficients of a log-mel spectrogram. */
  record Mfcc(LogMel mel, int coefficients) implements FeatureDescription {}

  /**
   * Of sound: the samples themselves.
   *
   * @param window samples; null where the model file fixes them
   * @param context samples of the window before that a model with state wants again in front
   * @param standardise whether the window gets a mean of 0 and a variance of 1
   */
  record Raw(int sampleRate, @Nullable Integer window, int context, boolean standardise)
      implements FeatureDescription {}

  /**
   * Of sound: the complex spectrum, one frame after the other.
   *
   * @param window samples of a frame
   * @param hop samples from a frame to the next
   */
  record Spectrum(int sampleRate, int window, int hop) implements FeatureDescription {}

  /**
   * Of text: word ids.
   *
   * @param vocabulary name of the file beside the model file
   * @param length ids; null where the model file fixes them
   */
  record Text(String vocabulary, @Nullable Integer length, Cleaning cleaning)
      implements FeatureDescription {}

  /**
   * Of text: counts of words.
   *
   * @param vocabulary name of the file beside the model file
   */
  record BagOfWords(String vocabulary, boolean binary, Cleaning cleaning)
      implements FeatureDescription {}

  /**
   * Of text: counts of words, each by how rare it is.
   *
   * @param file name of the file beside the model file
   */
  record TfIdf(String file, boolean sublinear, Norm norm, Cleaning cleaning)
      implements FeatureDescription {}

  /**
   * Of text: the mean of its words' vectors.
   *
   * @param file name of the file beside the model file; binary where it ends with .bin
   */
  record WordVectors(String file, Cleaning cleaning) implements FeatureDescription {}

  /**
   * Of text: hashed words, runs of words and pieces of words.
   *
   * @param words words of the longest run
   * @param characters of the shortest and the longest piece; empty for no pieces
   * @param length numbers; null where the model file fixes them
   */
  record NGrams(
      int words, List<Integer> characters, int buckets, @Nullable Integer length, Cleaning cleaning)
      implements FeatureDescription {}

  /**
   * Of text: pieces of words.
   *
   * @param file name of the tokenizer's file beside the model file
   * @param length ids; null where the model file fixes them
   */
  record Subwords(String file, @Nullable Integer length, Part part) implements FeatureDescription {}

  /** What of a tokenizer's answer goes into a tensor. */
  enum Part {
    INPUT_IDS,
    ATTENTION_MASK,
    TOKEN_TYPE_IDS
  }

  /**
   * How a text becomes words.
   *
   * @param stopWords name of the file of words that are left out; null for none
   */
  record Cleaning(
      boolean compatible,
      boolean lowerCase,
      boolean punctuation,
      int minLength,
      @Nullable String stopWords) {
    /** NFKC, lower case, no punctuation, all words. */
    public static final Cleaning DEFAULT = new Cleaning(true, true, false, 1, null);
  }
}
