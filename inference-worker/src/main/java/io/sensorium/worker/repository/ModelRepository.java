package io.sensorium.worker.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of models: {@code <model>/model.yaml} and {@code
 * <model>/<version>/model[.int8|.fp16|.int4].onnx}, with labels, vocabularies and a {@code sha256}
 * file beside the model file. Versions are whole numbers. Read anew on every call; thread-safe.
 */
public final class ModelRepository {
  private static final List<String> VARIANTS = List.of("fp32", "fp16", "int8", "int4");

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

  /** Names of the models, in order. */
  public List<String> models() {
    return folders(root).stream().filter(name -> !name.startsWith(".")).sorted().toList();
  }

  /** Versions of a model, the lowest first. */
  public List<String> versions(String model) {
    Path folder = Names.inside(root, existing(model));
    return folders(folder).stream()
        .filter(name -> name.matches("\\d{1,18}"))
        .sorted(Comparator.comparing(BigInteger::new))
        .toList();
  }

  /**
   * One version of a model.
   *
   * @param version null for the highest
   * @throws RepositoryException if there is none, or no model file in it
   * @throws io.sensorium.config.ConfigException if {@code model.yaml} does not say what it should
   */
  public ModelVersion version(String model, @Nullable String version) {
    List<String> versions = versions(model);
    Path folder = root.resolve(model);
    if (versions.isEmpty()) {
      throw new RepositoryException(
          folder,
          "a folder for each version, named by a whole number",
          "none",
          "Put the model file into " + folder.resolve("1"));
    }
    String chosen = version == null ? versions.get(versions.size() - 1) : version;
    if (!versions.contains(chosen)) {
      throw new RepositoryException(
          folder, "one of the versions " + versions, "'" + chosen + "'", "Correct the version");
    }
    Path files = Names.inside(root, folder.resolve(chosen));
    Path yaml = folder.resolve("model.yaml");
    ModelDescription description =
        Files.exists(yaml)
            ? DescriptionFile.read(Names.inside(root, yaml))
            : ModelDescription.EMPTY;
    return new ModelVersion(model, chosen, files, description, variants(files));
  }

  /**
   * What a version's files look like from outside.
   *
   * @throws RepositoryException if there is no such version, or its files go away meanwhile
   */
  public Fingerprint fingerprint(String model, String version) {
    Path folder = existing(model);
    Path files = Names.inside(root, Names.child(folder, version));
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
    return Checksums.read(Names.child(existing(model), version)).vouch();
  }

  private Map<String, Path> variants(Path folder) {
    Map<String, Path> variants = new LinkedHashMap<>();
    for (String variant : VARIANTS) {
      Path file =
          folder.resolve(variant.equals("fp32") ? "model.onnx" : "model." + variant + ".onnx");
      if (Files.exists(file)) {
        variants.put(variant, Names.inside(root, file));
      }
    }
    if (variants.isEmpty()) {
      throw new RepositoryException(
          folder,
          "model.onnx, model.fp16.onnx, model.int8.onnx or model.int4.onnx",
          "none of them",
          "Rename the model file");
    }
    return variants;
  }

  private Path existing(String model) {
    Path folder = Names.child(root, model);
    if (!Files.isDirectory(folder)) {
      throw new RepositoryException(
          root, "one of the models " + models(), "'" + model + "'", "Add it or correct its name");
    }
    return folder;
  }

  private static List<String> folders(Path parent) {
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
