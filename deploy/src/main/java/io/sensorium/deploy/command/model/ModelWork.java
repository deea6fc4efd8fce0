package io.sensorium.deploy.command.model;

import ai.onnxruntime.OrtException;
import io.sensorium.config.ConfigException;
import java.nio.file.Path;

/** Work on a model whose refusals are for the person who gave it. */
@FunctionalInterface
interface ModelWork<T> {
  T result() throws OrtException;

  /**
   * Does work.
   *
   * @param file of the model
   * @throws ConfigException where the work is refused, or ONNX Runtime does not run the model
   */
  static <T> T explained(Path file, ModelWork<T> work) {
    try {
      return work.result();
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new ConfigException(file + ": " + e.getMessage(), e);
    } catch (OrtException e) {
      throw new ConfigException(
          file + ": expected a model that ONNX Runtime loads, found: " + e.getMessage(), e);
    }
  }
}
