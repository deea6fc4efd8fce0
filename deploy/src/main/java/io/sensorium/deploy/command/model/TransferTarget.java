package io.sensorium.deploy.command.model;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.sensorium.config.ConfigException;
import io.sensorium.model.export.VersionFolder;
import io.sensorium.worker.repository.ModelRepository;
import io.sensorium.worker.repository.ModelVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a model with a new head goes: a file, or a repository. */
final class TransferTarget {
  @Option(names = "--out", paramLabel = "FILE", description = "Becomes the model.")
  private @Nullable Path out;

  @Option(
      names = "--into",
      paramLabel = "REPOSITORY",
      description = "Gets it as version 1 of a model of its own, with its labels.")
  private @Nullable Path repository;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Of the model in that repository (default: the old name with -transferred).")
  private @Nullable String name;

  /**
   * Checks before there is any work.
   *
   * @throws ConfigException if there is not one place, or something is there
   */
  void check(QuantizeTarget target) throws IOException {
    if ((out == null) == (repository == null)) {
      throw new ConfigException("expected one of --out and --into, found both or none.");
    }
    if (repository != null && target.described() == null) {
      throw new ConfigException(
          "--into: expected a model of a repository, which says what its inputs mean, found a file"
              + " by itself. Use --out.");
    }
    if (repository != null && !Files.isRegularFile(yaml(target))) {
      throw new ConfigException(
          "--into: expected a model.yaml that says what the model's inputs mean, found none at "
              + yaml(target)
              + ". Use --out, or write one.");
    }
    if (name != null && (repository == null || !ModelRepository.named(name))) {
      throw new ConfigException(
          "--name: expected "
              + (repository == null ? "it with --into alone" : "letters, digits, '.', '_' and '-'")
              + ", found '"
              + name
              + "'. Correct it.");
    }
    Path place = out == null ? folder(target) : out;
    if (repository != null && Files.exists(place)) {
      throw new ConfigException(
          place + ": expected no model yet, found one. Choose another --name.");
    }
    if (Files.exists(place) && Files.isSameFile(place, target.file())) {
      throw new ConfigException(
          place + ": expected another file than the model itself. Correct --out.");
    }
  }

  /** Writes it, and says where. */
  Path write(QuantizeTarget target, ModelProto model, List<String> labels) throws IOException {
    if (out != null) {
      WrittenModel.write(model, out);
      Path beside = out.resolveSibling(out.getFileName() + ".labels.txt");
      Files.write(beside, VersionFolder.text(labels));
      return out;
    }
    SortedMap<String, byte[]> files = companions(target);
    files.put("labels.txt", VersionFolder.text(labels));
    files.put("model.onnx", model.toByteArray());
    String output = model.getGraph().getOutput(0).getName();
    Path folder = folder(target);
    VersionFolder.write(folder, description(target, output), files);
    return folder;
  }

  /** Vocabularies and whatever else the inputs may be read with; not models, nor their labels. */
  private static SortedMap<String, byte[]> companions(QuantizeTarget target) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    QuantizeTarget.Described described = target.described();
    if (described == null) {
      return files;
    }
    ModelVersion version = described.version();
    try (Stream<Path> all = Files.list(version.folder())) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = String.valueOf(file.getFileName());
        boolean old = name.equals("sha256") || name.equals(version.description().labels());
        if (!old && !name.contains(".onnx") && !name.startsWith(".")) {
          files.put(name, Files.readAllBytes(file));
        }
      }
    }
    return files;
  }

  /** Where the old model's description is, if there is one. */
  private static Path yaml(QuantizeTarget target) {
    QuantizeTarget.Described described = target.described();
    Path folder = described == null ? target.file() : described.version().folder();
    return folder.resolveSibling("model.yaml");
  }

  private Path folder(QuantizeTarget target) {
    QuantizeTarget.Described described = target.described();
    String old = described == null ? "model" : described.version().model();
    Path root = repository == null ? Path.of("") : repository;
    return root.resolve(name == null ? old + "-transferred" : name);
  }

  /** The old model's inputs with the new task. */
  private static String description(QuantizeTarget target, String output) throws IOException {
    ObjectMapper yaml =
        new ObjectMapper(
            YAMLFactory.builder().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER).build());
    ObjectNode description = yaml.createObjectNode();
    description.put("task", "classification");
    description.put("labels", "labels.txt");
    JsonNode inputs = yaml.readTree(yaml(target).toFile()).get("inputs");
    if (inputs != null) {
      description.set("inputs", inputs);
    }
    description.putObject("outputs").putObject(output).put("activation", "softmax");
    return yaml.writeValueAsString(description);
  }
}
