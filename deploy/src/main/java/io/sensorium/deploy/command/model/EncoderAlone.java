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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An encoder, whose description names no task, by itself: in a repository of its own it is said to
 * give an embedding, so that its features are computed as they are in a pipeline.
 */
final class EncoderAlone {
  private static final List<String> VARIANTS = List.of("fp32", "fp16", "int8", "int4");

  private EncoderAlone() {}

  /**
   * Puts it together.
   *
   * @param session of the encoder; closed with the result, also where this fails
   */
  static SoloModel of(ModelVersion version, ModelSession session) {
    boolean handed = false;
    try {
      Path root = Files.createTempDirectory("encoder");
      try {
        write(version, root.resolve(version.model()));
        ModelRepository repository = ModelRepository.open(root);
        ModelVersion alone = repository.version(version.model(), version.version());
        handed = true;
        return SoloModel.of(repository, alone, null, session);
      } finally {
        delete(root);
      }
    } catch (IOException e) {
      close(session, handed);
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      close(session, handed);
      throw e;
    }
  }

  /** Unless somebody else has to. */
  private static void close(ModelSession session, boolean handed) {
    if (!handed) {
      session.close();
    }
  }

  private static void write(ModelVersion version, Path model) throws IOException {
    Path folder = Files.createDirectories(model.resolve(version.version()));
    for (Path file : needed(version)) {
      Files.copy(file, folder.resolve(String.valueOf(file.getFileName())));
    }
    Path description = model.resolve("model.yaml");
    Path own = version.folder().resolveSibling("model.yaml");
    if (Files.exists(own)) {
      Files.copy(own, description);
    }
    Files.writeString(
        description, "\ntask: embedding\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** One variant, which a version must have, and what is no model: vocabularies and such. */
  private static List<Path> needed(ModelVersion version) throws IOException {
    List<Path> needed = new ArrayList<>();
    needed.add(version.file(VARIANTS).path());
    for (Path file : files(version.folder())) {
      if (Files.isRegularFile(file) && !String.valueOf(file.getFileName()).contains(".onnx")) {
        needed.add(file);
      }
    }
    return needed;
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
