package io.sensorium.model.file;

import java.nio.file.Path;

/** A file of a model or of samples is not what it should be. */
public final class ModelFileException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param file the file that it is about
   * @param expected what was expected
   * @param found what was found
   * @param fix what to do
   */
  public ModelFileException(Path file, String expected, String found, String fix) {
    super(file + ": expected " + expected + ", found " + found + ". " + fix + ".");
  }
}
