package io.sensorium.worker.repository;

import java.io.Serial;
import java.nio.file.Path;

/** A model repository that is not as it should be. */
public final class RepositoryException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * @param path the file or folder that it is about
   * @param expected what was expected
   * @param found what was found
   * @param fix what to change
   */
  public RepositoryException(Path path, String expected, String found, String fix) {
    super(path + ": expected " + expected + ", found " + found + ". " + fix + ".");
  }

  /** As the other constructor, with the exception behind it. */
  public RepositoryException(
      Path path, String expected, String found, String fix, Throwable cause) {
    super(path + ": expected " + expected + ", found " + found + ". " + fix + ".", cause);
  }
}
