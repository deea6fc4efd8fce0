package io.sensorium.model.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Writes models as version 1 of a model repository. */
final class RepositoryWriter {
  private static final String VERSION = "1";

  private final Path repository;

  RepositoryWriter(Path repository) {
    this.repository = repository;
  }

  void write(ModelFiles model) throws IOException {
    Path folder = repository.resolve(model.name());
    Path version = Files.createDirectories(folder.resolve(VERSION));
    Files.writeString(folder.resolve("model.yaml"), model.description());
    Map<String, byte[]> files = new TreeMap<>();
    files.put("model.onnx", model.floats().toByteArray());
    files.put("model.int8.onnx", model.steps().toByteArray());
    model
        .lines()
        .forEach(
            (name, lines) ->
                files.put(
                    name, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8)));
    StringBuilder checksums = new StringBuilder();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(version.resolve(file.getKey()), file.getValue());
      checksums.append(sha256(file.getValue())).append("  ").append(file.getKey()).append('\n');
    }
    Files.writeString(version.resolve("sha256"), checksums);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
