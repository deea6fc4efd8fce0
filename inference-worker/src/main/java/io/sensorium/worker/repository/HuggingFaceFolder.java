package io.sensorium.worker.repository;

import io.sensorium.worker.repository.FeatureDescription.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model as Hugging Face's hub holds it: {@code config.json}, {@code preprocessor_config.json},
 * {@code tokenizer.json} and {@code onnx/model*.onnx}, or the model files beside them. Tensors have
 * the names that the library's exporter gives them. A {@code model.yaml} there has the last word on
 * what it names.
 *
 * @param root of the repository
 * @param model the model's name, and that of its folder
 */
record HuggingFaceFolder(Path root, String model) implements ModelFolder {
  private static final String VERSION = "1";

  /** Names by variant, the first that is there counts. */
  private static final Map<String, List<String>> FILES =
      Map.of(
          "fp32", List.of("model.onnx"),
          "fp16", List.of("model_fp16.onnx"),
          "int8", List.of("model_int8.onnx", "model_quantized.onnx", "model_uint8.onnx"),
          "int4", List.of("model_q4.onnx", "model_int4.onnx"));

  /** A short message; what runs longer costs more with every piece. */
  private static final int DEFAULT_LENGTH = 128;

  static boolean isOne(Path folder) {
    return Files.isRegularFile(folder.resolve("config.json"));
  }

  @Override
  public List<String> versions() {
    return List.of(VERSION);
  }

  @Override
  public Path place(String version) {
    return root.resolve(model);
  }

  @Override
  public ModelVersion version(String version) {
    Path folder = place(version);
    JsonFile config = read("config.json");
    HuggingFaceHead head = HuggingFaceHead.of(config);
    Map<String, FeatureDescription> inputs = new HashMap<>();
    JsonFile processor = read("preprocessor_config.json");
    if (processor.has("sampling_rate")) {
      inputs.put("input_values", FeatureExtractorFile.read(processor));
    } else if (processor.exists()) {
      inputs.put("pixel_values", ImageProcessorFile.read(processor));
    }
    if (Files.exists(folder.resolve("tokenizer.json"))) {
      int length = length(config);
      inputs.put("input_ids", subwords(length, Part.INPUT_IDS));
      inputs.put("attention_mask", subwords(length, Part.ATTENTION_MASK));
      inputs.put("token_type_ids", subwords(length, Part.TOKEN_TYPE_IDS));
    }
    ModelDescription description =
        new ModelDescription(head.task(), null, head.labels(), inputs, head.outputs())
            .overlaid(NumberedFolder.described(root, folder));
    return new ModelVersion(model, version, folder, description, variants());
  }

  private int length(JsonFile config) {
    double most = Math.min(DEFAULT_LENGTH, config.number("max_position_embeddings", 512));
    return (int) Math.min(most, read("tokenizer_config.json").number("model_max_length", most));
  }

  private Map<String, Path> variants() {
    Path folder = root.resolve(model);
    Path files = Files.isDirectory(folder.resolve("onnx")) ? folder.resolve("onnx") : folder;
    Map<String, Path> variants = new LinkedHashMap<>();
    FILES.forEach(
        (variant, names) ->
            names.stream()
                .map(files::resolve)
                .filter(Files::exists)
                .findFirst()
                .ifPresent(file -> variants.put(variant, Names.inside(root, file))));
    if (variants.isEmpty()) {
      throw new RepositoryException(
          files,
          "one of the model files " + FILES.values().stream().flatMap(List::stream).toList(),
          "none of them",
          "Export the model to ONNX or rename its file");
    }
    return variants;
  }

  private JsonFile read(String name) {
    Path file = root.resolve(model).resolve(name);
    return JsonFile.read(Files.exists(file) ? Names.inside(root, file) : file);
  }

  private static FeatureDescription subwords(int length, Part part) {
    return new FeatureDescription.Subwords("tokenizer.json", length, part);
  }
}
