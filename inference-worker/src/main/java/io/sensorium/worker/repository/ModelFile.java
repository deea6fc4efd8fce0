package io.sensorium.worker.repository;

import java.nio.file.Path;
import java.util.List;

/**
 * One model file.
 *
 * @param variant {@code fp32}, {@code fp16}, {@code int8} or {@code int4}
 * @param path the file
 * @param sha256 of its bytes, in hexadecimal
 */
public record ModelFile(String variant, Path path, String sha256) {
  private static final List<String> REDUCED = List.of("fp16", "int8", "int4");

  /**
   * A file by itself, outside any repository; its name says the variant, as it does in one.
   *
   * @throws RepositoryException if it cannot be read
   */
  public static ModelFile of(Path path) {
    String name = String.valueOf(path.getFileName());
    String variant =
        REDUCED.stream().filter(v -> name.endsWith("." + v + ".onnx")).findFirst().orElse("fp32");
    return new ModelFile(variant, path, Checksums.sha256(path));
  }
}
