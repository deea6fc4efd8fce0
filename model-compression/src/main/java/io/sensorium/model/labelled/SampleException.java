package io.sensorium.model.labelled;

/** Labelled data that cannot be used; says what was expected, what was found and what to do. */
public final class SampleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param where the file or folder
   * @param expected what was expected
   * @param found what was found
   * @param fix what to change
   */
  public SampleException(Object where, String expected, String found, String fix) {
    super(where + ": expected " + expected + ", found " + found + ". " + fix + ".");
  }
}
