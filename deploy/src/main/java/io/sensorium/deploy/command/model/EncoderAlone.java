package io.sensorium.deploy.command.model;

import io.sensorium.worker.graph.SoloModel;
import io.sensorium.worker.repository.ModelRepository;
import io.sensorium.worker.repository.ModelVersion;
import io.sensorium.worker.tensor.ModelSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * An encoder, whose description names no task, by itself: in a repository of its own it is said to
 * give an embedding, so that its features are computed as they are in a pipeline.
 */
final class EncoderAlone {
  private EncoderAlone() {}

  /**
   * Puts it together.
   *
   * @param session of the encoder; closed with the result, also where this fails
   */
  static SoloModel of(ModelVersion version, ModelSession session) {
    try {
      Path root = Files.createTempDirectory("encoder");
      try {
        Path model = root.resolve(version.model());
        Path folder = Files.createDirectories(model.resolve(version.version()));
        copy(version.folder(), folder);
        Path description = model.resolve("model.yaml");
        Files.copy(version.folder().resolveSibling("model.yaml"), description);
        Files.writeString(description, "\ntask: embedding\n", StandardOpenOption.APPEND);
        ModelRepository repository = ModelRepository.open(root);
        ModelVersion alone = repository.version(version.model(), version.version());
        return SoloModel.of(repository, alone, null, session);
      } finally {
        delete(root);
      }
    } catch (IOException e) {
      session.close();
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    for (Path file : files(from)) {
      if (Files.isRegularFile(file)) {
        Files.copy(file, to.resolve(String.valueOf(file.getFileName())));
      }
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static void delete(Path folder) throws IOException {
    for (Path file : files(folder)) {
      if (Files.isDirectory(file)) {
        delete(file);
      } else {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
