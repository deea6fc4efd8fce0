package io.sensorium.worker.repository;

import io.sensorium.worker.feature.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One version of a model.
 *
 * @param model the model's name
 * @param version the version's number
 * @param folder where its files are
 * @param description what {@code model.yaml} or {@code config.json} says
 * @param variants model files by variant
 */
public record ModelVersion(
    String model,
    String version,
    Path folder,
    ModelDescription description,
    Map<String, Path> variants) {
  private static final int MAX_LINES = 1_000_000;

  public ModelVersion {
    variants = Map.copyOf(variants);
  }

  /**
   * The first of the variants that is there, with its checksum verified where the version has a
   * {@code sha256} file.
   *
   * @throws RepositoryException if none is there or its bytes are not those of the checksum
   */
  public ModelFile file(List<String> preference) {
    for (String variant : preference) {
      Path path = variants.get(variant);
      if (path != null) {
        return new ModelFile(variant, path, Checksums.read(folder).verify(path));
      }
    }
    throw new RepositoryException(
        folder,
        "one of the variants " + preference,
        variants.keySet().toString(),
        "Add a variant or allow one that is there");
  }

  /**
   * The labels; empty where the description names none.
   *
   * @throws RepositoryException if the file is missing or was changed
   */
  public List<String> labels() {
    String name = description.labels();
    return name == null ? description.labelNames() : lines(name);
  }

  /**
   * A vocabulary beside the model file.
   *
   * @throws RepositoryException if the file is missing, was changed or is none
   */
  public Vocabulary vocabulary(String name) {
    List<String> lines = lines(name);
    try {
      return Vocabulary.of(lines);
    } catch (IllegalArgumentException wrong) {
      throw new RepositoryException(
          folder.resolve(name),
          "a vocabulary",
          String.valueOf(wrong.getMessage()),
          "Correct the file",
          wrong);
    }
  }

  /**
   * A file beside the model file, with its checksum verified where the version has a {@code sha256}
   * file.
   *
   * @throws RepositoryException if it is missing or was changed
   */
  public Path companion(String name) {
    Path file = Names.child(folder, name);
    if (!Files.isRegularFile(file)) {
      throw new RepositoryException(
          file, "a file", "nothing", "Put it beside the model file or correct model.yaml");
    }
    Checksums.read(folder).verify(Names.inside(folder, file));
    return file;
  }

  /**
   * The lines of a text file beside the model file, without white space at their ends and without
   * empty ones at the file's end.
   *
   * @throws RepositoryException if it is missing, was changed or is no text
   */
  public List<String> lines(String name) {
    Path file = companion(name);
    try {
      List<String> lines = Files.readAllLines(file);
      if (lines.size() > MAX_LINES) {
        throw new RepositoryException(
            file, "at most " + MAX_LINES + " lines", "" + lines.size(), "Use a smaller one");
      }
      int end = lines.size();
      while (end > 0 && lines.get(end - 1).isBlank()) {
        end--;
      }
      return lines.subList(0, end).stream().map(String::strip).toList();
    } catch (IOException unreadable) {
      throw new RepositoryException(
          file, "UTF-8 text", unreadable.toString(), "Make it readable, in UTF-8", unreadable);
    }
  }
}
