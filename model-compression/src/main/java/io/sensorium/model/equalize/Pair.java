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
 * Two convolutions, or two Gemms, between which every channel goes its own way: whatever its values
 * are multiplied with by the first, the second can divide by.
 *
 * @param first gives the channels
 * @param second reads them, and nothing else does
 * @param between what the second reads
 * @param widest what has the scale of 8 bits that all between them share, or the widest of their
 *     scales: what the first gives, or a Relu behind it
 */
record Pair(NodeProto first, NodeProto second, String between, String widest) {
  /** For numbers above 0, f(k x) = k f(x); and no value gets larger. */
  private static final Set<String> HOMOGENEOUS = Set.of("Relu", "LeakyRelu", "MaxPool", "Identity");

  /** All that a graph has, in its order. */
  static List<Pair> of(GraphProto graph) {
    Values values = new Values(graph);
    List<Pair> pairs = new ArrayList<>();
    for (NodeProto node : graph.getNodeList()) {
      if (layer(node, values)) {
        before(node, values).ifPresent(pairs::add);
      }
    }
    return pairs;
  }

  private static Optional<Pair> before(NodeProto second, Values values) {
    String value = second.getInput(0);
    String widest = value;
    while (readOnce(value, values)) {
      Optional<NodeProto> producer = values.producer(value);
      if (producer.isEmpty() || !standard(producer.get())) {
        return Optional.empty();
      }
      NodeProto node = producer.get();
      if (layer(node, values)) {
        boolean same = node.getOpType().equals(second.getOpType());
        return same
            ? Optional.of(new Pair(node, second, second.getInput(0), widest))
            : Optional.empty();
      }
      if (!HOMOGENEOUS.contains(node.getOpType()) || node.getOutputCount() > 1) {
        return Optional.empty();
      }
      widest = node.getOpType().equals("Relu") ? value : node.getInput(0);
      value = node.getInput(0);
    }
    return Optional.empty();
  }

  /** Whether one node alone reads a value. */
  private static boolean readOnce(String value, Values values) {
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
    if (!standard(node) || !product || !own(node.getInput(1), values)) {
      return false;
    }
    boolean biased = node.getInputCount() > 2 && !node.getInput(2).isEmpty();
    if (!biased) {
      return true;
    }
    TensorProto weights = values.constants().get(node.getInput(1));
    TensorProto bias = values.constants().get(node.getInput(2));
    return own(node.getInput(2), values)
        && weights != null
        && bias != null
        && bias.getDimsCount() == 1
        && bias.getDims(0) == new LayerShape(node, weights).outputs();
  }

  private static boolean standard(NodeProto node) {
    return node.getDomain().isEmpty() || node.getDomain().equals("ai.onnx");
  }

  private static boolean own(String constant, Values values) {
    TensorProto tensor = values.constants().get(constant);
    return tensor != null
        && Tensors.isFloat(tensor)
        && tensor.getDimsCount() > 0
        && readOnce(constant, values);
  }
}
