package io.sensorium.deploy.command.model;

import io.sensorium.config.ConfigException;
import io.sensorium.worker.repository.ModelRepository;
import io.sensorium.worker.repository.ModelVersion;
import io.sensorium.worker.repository.Task;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The model that is to be quantized.
 *
 * @param file the model in float
 * @param described what a repository says of it; null for a file by itself
 */
record QuantizeTarget(Path file, @Nullable Described described) {
  /** A version of a model, and the repository that it is of. */
  record Described(ModelRepository repository, ModelVersion version) {}

  /**
   * @param path an ONNX file, or a repository's folder of a model or of one of its versions
   */
  static QuantizeTarget of(Path path) {
    if (Files.isRegularFile(path)) {
      return new QuantizeTarget(path, null);
    }
    Path folder = path.toAbsolutePath().normalize();
    Path name = folder.getFileName();
    if (!Files.isDirectory(folder) || name == null || folder.getParent() == null) {
      throw new ConfigException(
          path + ": expected an ONNX file or a model of a repository, found none. Check the path.");
    }
    Path parent = folder.getParent();
    Path root = parent.getParent();
    boolean numbered = root != null && name.toString().matches("\\d{1,18}");
    ModelRepository repository = ModelRepository.open(numbered && root != null ? root : parent);
    ModelVersion version =
        numbered
            ? repository.version(String.valueOf(parent.getFileName()), name.toString())
            : repository.version(name.toString(), null);
    Path file = version.file(List.of("fp32")).path();
    return new QuantizeTarget(file, new Described(repository, version));
  }

  /** Whether a repository says that the model tells classes. */
  boolean classifies() {
    return described != null && described.version().description().task() == Task.CLASSIFICATION;
  }

  /** A file beside the model's, named as repositories name a variant. */
  Path beside(String variant) {
    String name = String.valueOf(file.getFileName());
    String stem = name.endsWith(".onnx") ? name.substring(0, name.length() - 5) : name;
    boolean hub =
        described != null && Files.exists(described.version().folder().resolve("config.json"));
    return file.resolveSibling(stem + (hub ? "_" : ".") + variant + ".onnx");
  }
}
