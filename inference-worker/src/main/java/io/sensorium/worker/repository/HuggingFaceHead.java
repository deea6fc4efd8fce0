package io.sensorium.worker.repository;

import com.fasterxml.jackson.databind.JsonNode;
import io.sensorium.worker.repository.OutputDescription.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What {@code config.json} says of a model's outputs.
 *
 * @param task by the architecture
 * @param labels by {@code id2label}; empty for an encoder
 * @param outputs by tensor
 */
record HuggingFaceHead(Task task, List<String> labels, Map<String, OutputDescription> outputs) {

  static HuggingFaceHead of(JsonFile config) {
    String architecture = config.at("architectures").path(0).asText();
    if (architecture.matches(".*For(Image|Sequence|Audio)Classification")) {
      List<String> labels = labels(config);
      OutputDescription plain = OutputDescription.PLAIN;
      OutputDescription logits =
          new OutputDescription(
              activation(config, labels.size()),
              plain.decoder(),
              plain.scoreThreshold(),
              plain.overlapThreshold(),
              plain.maxObjects());
      return new HuggingFaceHead(Task.CLASSIFICATION, labels, Map.of("logits", logits));
    }
    if (architecture.matches(".*(Model|WithProjection)")) {
      return new HuggingFaceHead(Task.EMBEDDING, List.of(), Map.of());
    }
    throw config.error(
        "architectures",
        "one that ends with ForImageClassification, ForSequenceClassification,"
            + " ForAudioClassification, Model or WithProjection");
  }

  private static Activation activation(JsonFile config, int labels) {
    JsonNode problem = config.at("problem_type");
    return switch (problem.isMissingNode() ? "" : problem.asText()) {
      case "", "single_label_classification" ->
          labels == 1 ? Activation.SIGMOID : Activation.SOFTMAX;
      case "multi_label_classification" -> Activation.SIGMOID;
      default ->
          throw config.error(
              "problem_type", "single_label_classification or multi_label_classification");
    };
  }

  private static List<String> labels(JsonFile config) {
    JsonNode names = config.at("id2label");
    List<String> labels = new ArrayList<>();
    for (int id = 0; id < names.size(); id++) {
      JsonNode name = names.path(Integer.toString(id));
      if (!name.isTextual()) {
        throw config.error("id2label", "a label for each number from 0 on");
      }
      labels.add(name.asText());
    }
    if (labels.isEmpty()) {
      throw config.error("id2label", "the labels by their numbers");
    }
    return labels;
  }
}
