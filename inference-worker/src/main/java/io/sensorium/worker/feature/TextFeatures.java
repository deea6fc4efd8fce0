package io.sensorium.worker.feature;

import java.nio.FloatBuffer;

/** Texts to rows of numbers. Implementations are thread-safe. */
public interface TextFeatures {
  /** A spoken or written message is far shorter; what is longer is something else. */
  int MAX_CHARACTERS = 65_536;

  /** Numbers in the row of one text. */
  int size();

  /**
   * Writes {@link #size()} numbers from the target's position on, which stays where it is.
   *
   * @throws FeatureException if the text is longer than {@value #MAX_CHARACTERS} characters
   */
  void write(String text, FloatBuffer target) throws FeatureException;

  /** Refuses what is too long. */
  static void checkLength(String text) throws FeatureException {
    if (text.length() > MAX_CHARACTERS) {
      throw new FeatureException(
          "a text of at most " + MAX_CHARACTERS + " characters",
          text.length() + " characters",
          "send utterances and messages one by one");
    }
  }
}
