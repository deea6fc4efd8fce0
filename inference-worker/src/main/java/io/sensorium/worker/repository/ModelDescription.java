package io.sensorium.worker.repository;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code model.yaml} or {@code config.json} adds to the model file.
 *
 * @param task what the prediction means; null for an encoder
 * @param labels name of the file with one label a line; null for none
 * @param labelNames the labels where no file names them; empty for none
 * @param inputs by tensor, those fed with payloads
 * @param outputs by tensor
 */
public record ModelDescription(
    @Nullable Task task,
    @Nullable String labels,
    List<String> labelNames,
    Map<String, FeatureDescription> inputs,
    Map<String, OutputDescription> outputs) {

  /** Of a model without a {@code model.yaml}. */
  public static final ModelDescription EMPTY = new ModelDescription(null, null, Map.of(), Map.of());

  public ModelDescription {
    labelNames = List.copyOf(labelNames);
    inputs = Map.copyOf(inputs);
    outputs = Map.copyOf(outputs);
  }

  /** With labels in a file, or none. */
  public ModelDescription(
      @Nullable Task task,
      @Nullable String labels,
      Map<String, FeatureDescription> inputs,
      Map<String, OutputDescription> outputs) {
    this(task, labels, List.of(), inputs, outputs);
  }

  /** This one, with what another says instead wherever it says something. */
  ModelDescription overlaid(ModelDescription other) {
    Map<String, FeatureDescription> allInputs = new HashMap<>(inputs);
    allInputs.putAll(other.inputs);
    Map<String, OutputDescription> allOutputs = new HashMap<>(outputs);
    allOutputs.putAll(other.outputs);
    return new ModelDescription(
        other.task == null ? task : other.task,
        other.labels == null ? labels : other.labels,
        labelNames,
        allInputs,
        allOutputs);
  }
}
