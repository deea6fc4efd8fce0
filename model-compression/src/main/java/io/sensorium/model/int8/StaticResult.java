package io.sensorium.model.int8;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.model.quantize.PlannedLayer;
import io.sensorium.model.sensitivity.LayerBudget;
import java.util.List;
import java.util.Map;

/**
 * A quantized model and what there is to say of it.
 *
 * @param model with QuantizeLinear and DequantizeLinear
 * @param layers all layers of the float model, with what became of them
 * @param budget what was left in float to hold the budget, and the quality reached
 * @param measure what the quality is
 * @param unfused layers that should run on 8 bits but do not here, as ONNX Runtime optimises them
 * @param operators of the optimised model
 */
public record StaticResult(
    ModelProto model,
    List<PlannedLayer> layers,
    LayerBudget.Result budget,
    String measure,
    List<String> unfused,
    Map<String, Integer> operators) {
  public StaticResult {
    layers = List.copyOf(layers);
    unfused = List.copyOf(unfused);
    operators = Map.copyOf(operators);
  }
}
