package io.sensorium.model.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** Version 1 of a model in a model repository, as the worker reads it. */
public final class VersionFolder {
  private static final String VERSION = "1";
  private static final String CHECKSUMS = "sha256";

  /** What is written beside models. */
  private static final Set<String> BESIDE =
      Set.of("labels.txt", "vocabulary.txt", "words.txt", "idf.tsv");

  private VersionFolder() {}

  /**
   * Writes it, with the checksums of its files. Other models of that version go, and what this
   * project writes beside models; what else lies there stays.
   *
   * @param model the folder of the model
   * @param description what {@code model.yaml} says
   * @param files of the version, by name
   */
  public static void write(Path model, String description, SortedMap<String, byte[]> files)
      throws IOException {
    Path version = Files.createDirectories(model.resolve(VERSION));
    removeOld(version, files.keySet());
    Files.writeString(model.resolve("model.yaml"), description);
    StringBuilder checksums = new StringBuilder();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(version.resolve(file.getKey()), file.getValue());
      checksums.append(line(file.getValue(), file.getKey()));
    }
    Files.writeString(version.resolve(CHECKSUMS), checksums);
  }

  /**
   * A variant of an earlier model beside a new one would be refused, or worse, run; a vocabulary of
   * an earlier form would stand there for nothing.
   */
  private static void removeOld(Path version, Set<String> kept) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(version, Files::isRegularFile)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        boolean old = BESIDE.contains(name) || (name.startsWith("model") && name.endsWith(".onnx"));
        if (old && !kept.contains(name)) {
          Files.delete(file);
        }
      }
    }
  }

  /**
   * Puts a file's checksum into the list of its folder, where that has one, in place of what stood
   * there for it.
   *
   * @return whether there is a list
   */
  public static boolean listed(Path file) throws IOException {
    Path list = file.resolveSibling(CHECKSUMS);
    if (!Files.isRegularFile(list)) {
      return false;
    }
    String name = String.valueOf(file.getFileName());
    StringBuilder checksums = new StringBuilder();
    for (String line : Files.readAllLines(list)) {
      if (!line.isBlank() && !line.endsWith(" " + name) && !line.endsWith(" *" + name)) {
        checksums.append(line).append('\n');
      }
    }
    checksums.append(line(Files.readAllBytes(file), name));
    Path part = list.resolveSibling("." + CHECKSUMS + ".part");
    Files.writeString(part, checksums);
    Files.move(part, list, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    return true;
  }

  private static String line(byte[] file, String name) {
    return sha256(file) + "  " + name + "\n";
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
