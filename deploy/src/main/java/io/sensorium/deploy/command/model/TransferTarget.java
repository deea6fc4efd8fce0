package io.sensorium.deploy.command.model;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.sensorium.config.ConfigException;
import io.sensorium.model.export.VersionFolder;
import io.sensorium.model.file.OnnxFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
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
  void check(QuantizeTarget target) {
    if ((out == null) == (repository == null)) {
      throw new ConfigException("expected one of --out and --into, found both or none.");
    }
    if (repository != null && target.described() == null) {
      throw new ConfigException(
          "--into: expected a model of a repository, which says what its inputs mean, found a file"
              + " by itself. Use --out.");
    }
    Path place = out == null ? folder(target) : out;
    if (repository != null && Files.exists(place)) {
      throw new ConfigException(
          place + ": expected no model yet, found one. Choose another --name.");
    }
    if (Files.exists(place) && place.toAbsolutePath().equals(target.file().toAbsolutePath())) {
      throw new ConfigException(
          place + ": expected another file than the model itself. Correct --out.");
    }
  }

  /** Writes it, and says where. */
  Path write(QuantizeTarget target, ModelProto model, List<String> labels) throws IOException {
    if (out != null) {
      OnnxFile.write(model, out);
      Path beside = out.resolveSibling(out.getFileName() + ".labels.txt");
      Files.write(beside, VersionFolder.text(labels));
      return out;
    }
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put("labels.txt", VersionFolder.text(labels));
    files.put("model.onnx", model.toByteArray());
    String output = model.getGraph().getOutput(0).getName();
    Path folder = folder(target);
    VersionFolder.write(folder, description(target, output), files);
    return folder;
  }

  private Path folder(QuantizeTarget target) {
    QuantizeTarget.Described described = target.described();
    String old = described == null ? "model" : described.version().model();
    Path root = repository == null ? Path.of("") : repository;
    return root.resolve(name == null ? old + "-transferred" : name);
  }

  /** The old model's inputs with the new task. */
  private static String description(QuantizeTarget target, String output) throws IOException {
    QuantizeTarget.Described described = target.described();
    ObjectMapper yaml =
        new ObjectMapper(
            YAMLFactory.builder().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER).build());
    ObjectNode description = yaml.createObjectNode();
    description.put("task", "classification");
    description.put("labels", "labels.txt");
    if (described != null) {
      Path file = described.version().folder().resolveSibling("model.yaml");
      JsonNode inputs =
          Files.isRegularFile(file) ? yaml.readTree(file.toFile()).get("inputs") : null;
      if (inputs != null) {
        description.set("inputs", inputs);
      }
    }
    description.putObject("outputs").putObject(output).put("activation", "softmax");
    return yaml.writeValueAsString(description);
  }
}
