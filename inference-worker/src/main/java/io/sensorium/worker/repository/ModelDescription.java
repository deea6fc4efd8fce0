package io.sensorium.worker.repository;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code model.yaml} adds to the model file.
 *
 * @param task what the prediction means; null for an encoder
 * @param labels name of the file with one label a line; null for none
 * @param inputs by tensor, those fed with payloads
 * @param outputs by tensor
 */
public record ModelDescription(
    @Nullable Task task,
    @Nullable String labels,
    Map<String, FeatureDescription> inputs,
    Map<String, OutputDescription> outputs) {

  /** Of a model without a {@code model.yaml}. */
  public static final ModelDescription EMPTY = new ModelDescription(null, null, Map.of(), Map.of());

  public ModelDescription {
    inputs = Map.copyOf(inputs);
    outputs = Map.copyOf(outputs);
  }
}
