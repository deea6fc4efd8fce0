package io.sensorium.model.training;

import io.sensorium.model.export.VersionFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes models as version 1 of a model repository. */
final class RepositoryWriter {
  private final Path repository;

  RepositoryWriter(Path repository) {
    this.repository = repository;
  }

  void write(ModelFiles model) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put("model.onnx", model.floats().toByteArray());
    if (model.quantized()) {
      files.put("model.int8.onnx", model.steps().toByteArray());
    }
    model.lines().forEach((name, lines) -> files.put(name, VersionFolder.text(lines)));
    VersionFolder.write(repository.resolve(model.name()), model.description(), files);
  }
}
