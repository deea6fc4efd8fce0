package io.sensorium.model.labelled;

/** Finds the samples in a file of sound. */
@FunctionalInterface
public interface ClipReader {
  /**
   * @param file the whole file
   * @throws RuntimeException that says what was expected and found, if it is no such file
   */
  Clip read(byte[] file);
}
