package io.sensorium.worker.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of models: {@code <model>/model.yaml} and {@code
 * <model>/<version>/model[.int8|.fp16|.int4].onnx}, with labels, vocabularies and a {@code sha256}
 * file beside the model file; or {@code <model>/config.json} and what Hugging Face puts beside it,
 * which is version 1. Versions are whole numbers. Read anew on every call; thread-safe.
 */
public final class ModelRepository {
  private final Path root;

  private ModelRepository(Path root) {
    this.root = root;
  }

  /**
   * @throws RepositoryException if there is no such folder
   */
  public static ModelRepository open(Path root) {
    if (!Files.isDirectory(root)) {
      throw new RepositoryException(
          root,
          "the folder of a model repository",
          Files.exists(root) ? "a file" : "nothing",
          "Check the path");
    }
    return new ModelRepository(root);
  }

  /**
   * Whether a model may be called this: letters, digits, '.', '_' and '-', and no leading '.' or
   * '-', so that no path leads out of the repository.
   */
  public static boolean named(String model) {
    return Names.plain(model);
  }

  /** Names of the models, in order. */
  public List<String> models() {
    return folders(root).stream().filter(name -> !name.startsWith(".")).sorted().toList();
  }

  /** Versions of a model, the lowest first. */
  public List<String> versions(String model) {
    return folder(model).versions();
  }

  /**
   * One version of a model.
   *
   * @param version null for the highest
   * @throws RepositoryException if there is none, or no model file in it
   * @throws io.sensorium.config.ConfigException if its description does not say what it should
   */
  public ModelVersion version(String model, @Nullable String version) {
    ModelFolder files = folder(model);
    List<String> versions = files.versions();
    Path folder = root.resolve(model);
    if (versions.isEmpty()) {
      throw new RepositoryException(
          folder,
          "a folder for each version, named by a whole number, or a config.json",
          "neither",
          "Put the model file into " + folder.resolve("1"));
    }
    String chosen = version == null ? versions.get(versions.size() - 1) : version;
    if (!versions.contains(chosen)) {
      throw new RepositoryException(
          folder, "one of the versions " + versions, "'" + chosen + "'", "Correct the version");
    }
    return files.version(chosen);
  }

  /**
   * What a version's files look like from outside.
   *
   * @throws RepositoryException if there is no such version, or its files go away meanwhile
   */
  public Fingerprint fingerprint(String model, String version) {
    Path folder = existing(model);
    Path files = folder(model).place(version);
    try {
      return Fingerprint.of(folder, files, folder.resolve("model.yaml"));
    } catch (IOException | UncheckedIOException unreadable) {
      throw new RepositoryException(
          files, "a folder", unreadable.toString(), "Make it readable", unreadable);
    }
  }

  /**
   * Whether a version has a {@code sha256} file, and all that it lists is there and as listed.
   * Reads the files.
   *
   * @throws RepositoryException if the list cannot be read
   */
  public boolean vouched(String model, String version) {
    return Checksums.read(folder(model).place(version)).vouch();
  }

  private ModelFolder folder(String model) {
    Path folder = Names.inside(root, existing(model));
    NumberedFolder numbered = new NumberedFolder(root, model);
    return HuggingFaceFolder.isOne(folder) && numbered.versions().isEmpty()
        ? new HuggingFaceFolder(root, model)
        : numbered;
  }

  private Path existing(String model) {
    Path folder = Names.child(root, model);
    if (!Files.isDirectory(folder)) {
      throw new RepositoryException(
          root, "one of the models " + models(), "'" + model + "'", "Add it or correct its name");
    }
    return folder;
  }

  static List<String> folders(Path parent) {
    List<String> names = new ArrayList<>();
    try (Stream<Path> children = Files.list(parent)) {
      children.filter(Files::isDirectory).forEach(child -> names.add(child.getFileName() + ""));
    } catch (IOException | UncheckedIOException unreadable) {
      throw new RepositoryException(
          parent, "a folder", unreadable.toString(), "Make it readable", unreadable);
    }
    return names;
  }
}
