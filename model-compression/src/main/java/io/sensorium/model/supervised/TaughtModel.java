package io.sensorium.model.supervised;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.model.evaluate.metric.ConfusionMatrix;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A model that has learned, and what is known of it.
 *
 * @param name in the repository
 * @param description what {@code model.yaml} says
 * @param examined what the figures are of
 * @param card Markdown for whoever is to use it
 */
public record TaughtModel(
    String name,
    ModelProto model,
    String description,
    List<String> labels,
    ConfusionMatrix examined,
    String card) {

  /** Writes it as version 1 of a model repository, with its card beside. */
  public void write(Path repository) throws IOException {
    Path folder = repository.resolve(name);
    Path version = Files.createDirectories(folder.resolve("1"));
    Files.writeString(folder.resolve("model.yaml"), description);
    Files.writeString(folder.resolve("README.md"), card);
    Map<String, byte[]> files = new TreeMap<>();
    files.put("labels.txt", (String.join("\n", labels) + "\n").getBytes(StandardCharsets.UTF_8));
    files.put("model.onnx", model.toByteArray());
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
