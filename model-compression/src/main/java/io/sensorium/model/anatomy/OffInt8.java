package io.sensorium.model.anatomy;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.model.prepare.PreparedModel;
import io.sensorium.model.prepare.UnfitModelException;
import io.sensorium.model.quantize.PlannedLayer;
import io.sensorium.model.quantize.QuantizationPlan;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What static int8 would do with a model in float.
 *
 * @param layers convolutions and products that it has
 * @param quantized those of them that would run on 8 bits
 * @param reasons why how many others would not
 * @param floats how many nodes of each operator would stay in float, layers among them
 */
public record OffInt8(
    int layers,
    int quantized,
    SortedMap<String, Integer> reasons,
    SortedMap<String, Integer> floats) {

  /**
   * Plans it without any sample.
   *
   * @param simplifier as {@link PreparedModel#of} takes it
   * @throws UnfitModelException if the model is not in float
   */
  public static OffInt8 of(ModelProto model, UnaryOperator<ModelProto> simplifier) {
    ModelProto prepared = PreparedModel.of(model, simplifier);
    QuantizationPlan plan = new QuantizationPlan(prepared.getGraph(), Set.of());
    SortedMap<String, Integer> reasons = new TreeMap<>();
    int quantized = 0;
    for (PlannedLayer layer : plan.layers()) {
      if (layer.quantized()) {
        quantized++;
      } else {
        reasons.merge(layer.operator() + ": " + layer.floatBecause(), 1, Integer::sum);
      }
    }
    return new OffInt8(plan.layers().size(), quantized, reasons, plan.floatOperators());
  }

  /** One line of a map such as {@code Add=2, Softmax=1}; "none" where it is empty. */
  static String text(Map<String, Integer> counts) {
    String text = counts.toString();
    return counts.isEmpty() ? "none" : text.substring(1, text.length() - 1);
  }
}
