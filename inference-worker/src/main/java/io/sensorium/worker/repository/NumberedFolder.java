package io.sensorium.worker.repository;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code model.yaml} and a folder for each version, named by a whole number.
 *
 * @param root of the repository
 * @param model the model's name, and that of its folder
 */
record NumberedFolder(Path root, String model) implements ModelFolder {
  private static final List<String> VARIANTS = List.of("fp32", "fp16", "int8", "int4");

  @Override
  public List<String> versions() {
    return ModelRepository.folders(root.resolve(model)).stream()
        .filter(name -> name.matches("\\d{1,18}"))
        .sorted(Comparator.comparing(BigInteger::new))
        .toList();
  }

  @Override
  public Path place(String version) {
    return Names.inside(root, Names.child(root.resolve(model), version));
  }

  @Override
  public ModelVersion version(String version) {
    Path files = place(version);
    ModelDescription description = described(root, root.resolve(model));
    return new ModelVersion(model, version, files, description, variants(files));
  }

  /** What {@code model.yaml} says, if there is one. */
  static ModelDescription described(Path root, Path folder) {
    Path yaml = folder.resolve("model.yaml");
    return Files.exists(yaml)
        ? DescriptionFile.read(Names.inside(root, yaml))
        : ModelDescription.EMPTY;
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
}
