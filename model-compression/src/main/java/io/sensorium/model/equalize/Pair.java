package io.sensorium.model.equalize;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.sensorium.model.graph.Attributes;
import io.sensorium.model.graph.Tensors;
import io.sensorium.model.graph.Values;
import io.sensorium.model.quantize.LayerShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Two convolutions, or two dense layers, between which every channel goes its own way: whatever its
 * values are multiplied with by the first, the second can divide by.
 *
 * @param first gives the channels
 * @param second reads them, and nothing else does
 * @param between what the second reads
 */
record Pair(NodeProto first, NodeProto second, String between) {
  /** For numbers above 0, k f(x) = f(k x). */
  private static final Set<String> HOMOGENEOUS =
      Set.of("Relu", "LeakyRelu", "MaxPool", "AveragePool", "GlobalAveragePool", "Identity");

  /** All that a graph has, in its order. */
  static List<Pair> of(GraphProto graph) {
    Values values = new Values(graph);
    List<Pair> pairs = new ArrayList<>();
    for (NodeProto node : graph.getNodeList()) {
      if (layer(node, values)) {
        first(node, values).ifPresent(first -> pairs.add(new Pair(first, node, node.getInput(0))));
      }
    }
    return pairs;
  }

  private static Optional<NodeProto> first(NodeProto second, Values values) {
    String value = second.getInput(0);
    while (inner(value, values)) {
      Optional<NodeProto> producer = values.producer(value);
      if (producer.isEmpty()) {
        return Optional.empty();
      }
      NodeProto node = producer.get();
      if (layer(node, values)) {
        return node.getOpType().equals(second.getOpType()) ? producer : Optional.empty();
      }
      if (!HOMOGENEOUS.contains(node.getOpType()) || node.getOutputCount() > 1) {
        return Optional.empty();
      }
      value = node.getInput(0);
    }
    return Optional.empty();
  }

  /** Whether one node alone reads a value. */
  private static boolean inner(String value, Values values) {
    return values.consumers(value).size() == 1 && !values.output(value) && !values.captured(value);
  }

  /** Convolutions and plain Gemms whose constants are theirs alone. */
  private static boolean layer(NodeProto node, Values values) {
    boolean product =
        node.getOpType().equals("Conv")
            || (node.getOpType().equals("Gemm")
                && Attributes.integer(node, "transA", 0) == 0
                && Attributes.real(node, "alpha", 1) == 1
                && Attributes.real(node, "beta", 1) == 1);
    if (!product || !own(node.getInput(1), values)) {
      return false;
    }
    TensorProto weights = values.constants().get(node.getInput(1));
    boolean biased = node.getInputCount() > 2 && !node.getInput(2).isEmpty();
    if (!biased) {
      return true;
    }
    TensorProto bias = values.constants().get(node.getInput(2));
    return own(node.getInput(2), values)
        && weights != null
        && bias != null
        && bias.getDimsCount() == 1
        && bias.getDims(0) == new LayerShape(node, weights).outputs();
  }

  private static boolean own(String constant, Values values) {
    TensorProto tensor = values.constants().get(constant);
    return tensor != null
        && Tensors.isFloat(tensor)
        && tensor.getDimsCount() > 0
        && inner(constant, values);
  }
}
