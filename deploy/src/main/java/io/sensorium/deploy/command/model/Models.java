package io.sensorium.deploy.command.model;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OrtException;
import io.sensorium.config.ConfigException;
import io.sensorium.model.graph.OnnxFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** Model files that a command was given. */
final class Models {
  private Models() {}

  /**
   * Reads a model with its weights.
   *
   * @throws ConfigException where there is none
   */
  static ModelProto read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new ConfigException(file + ": expected an ONNX file, found none. Check the path.");
    }
    try {
      return OnnxFile.read(file);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(String.valueOf(e.getMessage()));
    }
  }

  /** Does something to a model, and says whose it is where that is refused. */
  static <T> T refusing(Path file, Callable<T> work) throws IOException, OrtException {
    try {
      return work.call();
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new ConfigException(file + ": " + e.getMessage());
    } catch (IOException | OrtException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
