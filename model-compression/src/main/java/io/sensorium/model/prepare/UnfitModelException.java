package io.sensorium.model.prepare;

/** A model that a tool cannot work on. */
public final class UnfitModelException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param expected what was expected
   * @param found what was found
   * @param fix what to do
   */
  public UnfitModelException(String expected, String found, String fix) {
    super("expected " + expected + ", found " + found + ". " + fix + ".");
  }
}
