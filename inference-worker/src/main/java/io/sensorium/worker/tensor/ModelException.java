package io.sensorium.worker.tensor;

import java.io.Serial;

/** A model that cannot be loaded, does not fit its surroundings, or failed while it ran. */
public final class ModelException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * @param subject the file, model or step that it is about
   * @param expected what was expected
   * @param found what was found
   * @param fix what to change
   */
  public ModelException(String subject, String expected, String found, String fix) {
    super(message(subject, expected, found, fix));
  }

  /** As the other constructor, with the runtime's own exception behind it. */
  public ModelException(
      String subject, String expected, String found, String fix, Throwable cause) {
    super(message(subject, expected, found, fix), cause);
  }

  private static String message(String subject, String expected, String found, String fix) {
    return subject + ": expected " + expected + ", found " + found + ". " + fix + ".";
  }
}
