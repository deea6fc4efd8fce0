package io.sensorium.model.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Version 1 of a model in a model repository, as the worker reads it. */
public final class VersionFolder {
  private static final String VERSION = "1";

  private VersionFolder() {}

  /**
   * Writes it, with the checksums of its files.
   *
   * @param model the folder of the model
   * @param description what {@code model.yaml} says
   * @param files of the version, by name
   */
  public static void write(Path model, String description, SortedMap<String, byte[]> files)
      throws IOException {
    Path version = Files.createDirectories(model.resolve(VERSION));
    Files.writeString(model.resolve("model.yaml"), description);
    StringBuilder checksums = new StringBuilder();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(version.resolve(file.getKey()), file.getValue());
      checksums.append(sha256(file.getValue())).append("  ").append(file.getKey()).append('\n');
    }
    Files.writeString(version.resolve("sha256"), checksums);
  }

  /** A text file of these lines. */
  public static byte[] text(List<String> lines) {
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
