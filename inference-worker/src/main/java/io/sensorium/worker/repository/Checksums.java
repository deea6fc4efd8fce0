package io.sensorium.worker.repository;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code sha256} file of a version, in the format of {@code sha256sum}. */
final class Checksums {
  private static final String NAME = "sha256";
  private static final Pattern LINE = Pattern.compile("([0-9a-fA-F]{64}) [ *](.+)");

  private final Path file;
  private final Map<String, String> byName;

  private Checksums(Path file, Map<String, String> byName) {
    this.file = file;
    this.byName = byName;
  }

  /** Reads the folder's; a folder without one vouches for nothing. */
  static Checksums read(Path folder) {
    Path file = folder.resolve(NAME);
    Map<String, String> byName = new HashMap<>();
    if (!Files.exists(file)) {
      return new Checksums(file, byName);
    }
    try {
      for (String line : Files.readAllLines(file)) {
        Matcher matcher = LINE.matcher(line.strip());
        if (matcher.matches()) {
          byName.put(matcher.group(2), matcher.group(1).toLowerCase(Locale.ROOT));
        } else if (!line.isBlank()) {
          throw new RepositoryException(
              file, "lines as sha256sum writes them", "'" + line + "'", "Write it again");
        }
      }
    } catch (IOException unreadable) {
      throw new RepositoryException(
          file, "a text file", unreadable.toString(), "Make it readable", unreadable);
    }
    return new Checksums(file, byName);
  }

  /**
   * The checksum of a file, which must be as listed where there is a list.
   *
   * @throws RepositoryException if it is another one, or is not listed
   */
  String verify(Path path) {
    String found = sha256(path);
    if (!Files.exists(file)) {
      return found;
    }
    String expected = byName.get(String.valueOf(path.getFileName()));
    if (!found.equals(expected)) {
      throw new RepositoryException(
          path,
          expected == null ? "its sha256 in " + file : "sha256 " + expected,
          expected == null ? "none" : found,
          "Copy the file again, or list it anew if it was changed on purpose");
    }
    return found;
  }

  /** Whether there is a list, and every file in it is there and as listed. */
  boolean vouch() {
    Path folder = file.resolveSibling("");
    return !byName.isEmpty()
        && byName.entrySet().stream()
            .allMatch(
                listed -> {
                  Path path = Names.child(folder, listed.getKey());
                  return Files.isRegularFile(path) && sha256(path).equals(listed.getValue());
                });
  }

  /** Of a file's bytes, in hexadecimal. */
  static String sha256(Path path) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException unreadable) {
      throw new RepositoryException(
          path, "a file", unreadable.toString(), "Make it readable", unreadable);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java runtime has SHA-256", impossible);
    }
  }
}
