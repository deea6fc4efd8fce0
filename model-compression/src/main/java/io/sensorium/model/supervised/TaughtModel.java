package io.sensorium.model.supervised;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.model.evaluate.metric.ConfusionMatrix;
import io.sensorium.model.export.VersionFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A model that has learned, and what is known of it.
 *
 * @param name in the repository
 * @param description what {@code model.yaml} says
 * @param files that its features need beside it, by name
 * @param examined what the figures are of
 * @param card Markdown for whoever is to use it
 */
public record TaughtModel(
    String name,
    ModelProto model,
    String description,
    Map<String, byte[]> files,
    List<String> labels,
    ConfusionMatrix examined,
    String card) {

  public TaughtModel {
    files = Map.copyOf(files);
    labels = List.copyOf(labels);
  }

  /** One whose features need no files. */
  public TaughtModel(
      String name,
      ModelProto model,
      String description,
      List<String> labels,
      ConfusionMatrix examined,
      String card) {
    this(name, model, description, Map.of(), labels, examined, card);
  }

  /** Writes it as version 1 of a model repository, with its card beside. */
  public void write(Path repository) throws IOException {
    Path folder = repository.resolve(name);
    SortedMap<String, byte[]> files = new TreeMap<>(this.files);
    files.put("labels.txt", VersionFolder.text(labels));
    files.put("model.onnx", model.toByteArray());
    VersionFolder.write(folder, description, files);
    Files.writeString(folder.resolve("README.md"), card);
  }
}
