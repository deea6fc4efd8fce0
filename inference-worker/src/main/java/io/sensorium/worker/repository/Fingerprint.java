package io.sensorium.worker.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a version's files look like from outside, without a look into them. Equal where no file was
 * added, changed, replaced or taken away.
 *
 * @param files in order of their names
 */
public record Fingerprint(List<FileMark> files) {
  private static final int DEPTH = 4;

  /**
   * One file.
   *
   * @param name its path in the model's folder
   * @param bytes its length
   * @param changed when it was last written
   * @param key tells a file from another that has replaced it; empty where the system has none
   */
  public record FileMark(String name, long bytes, String changed, String key) {}

  public Fingerprint {
    files = List.copyOf(files);
  }

  /**
   * Of a version's folder and the description that it shares with other versions.
   *
   * @throws IOException where files go away while it looks, among others
   */
  static Fingerprint of(Path model, Path version, Path description) throws IOException {
    List<Path> paths = new ArrayList<>();
    try (Stream<Path> inside = Files.walk(version, DEPTH)) {
      inside.filter(Files::isRegularFile).sorted().forEach(paths::add);
    }
    if (Files.isRegularFile(description)) {
      paths.add(description);
    }
    List<FileMark> marks = new ArrayList<>();
    for (Path path : paths) {
      BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
      String key = file.fileKey() == null ? "" : file.fileKey().toString();
      String name = model.relativize(path).toString();
      marks.add(new FileMark(name, file.size(), file.lastModifiedTime().toString(), key));
    }
    return new Fingerprint(marks);
  }
}
