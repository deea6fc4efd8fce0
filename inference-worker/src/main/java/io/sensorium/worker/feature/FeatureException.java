package io.sensorium.worker.feature;

import java.io.Serial;

/** A payload from which no features can be computed; the same payload fails every time. */
public final class FeatureException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * @param expected what the features need
   * @param found what the payload is
   * @param fix what its producer should do
   */
  public FeatureException(String expected, String found, String fix) {
    super(message(expected, found, fix));
  }

  /** As the other constructor, with the decoder's own exception behind it. */
  public FeatureException(String expected, String found, String fix, Throwable cause) {
    super(message(expected, found, fix), cause);
  }

  private static String message(String expected, String found, String fix) {
    return "expected " + expected + ", found " + found + "; " + fix;
  }
}
