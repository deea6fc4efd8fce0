package io.sensorium.deploy.command.model;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.model.export.VersionFolder;
import io.sensorium.model.file.OnnxFile;
import java.io.IOException;
import java.nio.file.Path;

/** A model put in its place, also in a version of a repository that lists its files. */
final class WrittenModel {
  private WrittenModel() {}

  /** Writes the file as a whole, and its checksum where its folder has a {@code sha256} file. */
  static void write(ModelProto model, Path file) throws IOException {
    OnnxFile.write(model, file);
    if (VersionFolder.listed(file)) {
      System.err.println("its sha256 is listed in " + file.resolveSibling("sha256"));
    }
  }
}
