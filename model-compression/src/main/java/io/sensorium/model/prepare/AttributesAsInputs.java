package io.sensorium.model.prepare;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import io.sensorium.model.graph.Attributes;
import io.sensorium.model.graph.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Operators whose attributes became inputs: Slice and TopK in operator set 10, Clip and Pad in 11,
 * Squeeze, Unsqueeze, ReduceSum and Split in 13.
 */
final class AttributesAsInputs {
  static final Map<String, OperatorSets.Rule> RULES =
      Map.of(
          "Slice", (node, graph) -> moved(node, graph, 10, "starts", "ends", "axes"),
          "TopK", (node, graph) -> moved(node, graph, 10, "k"),
          "Clip", (node, graph) -> moved(node, graph, 11, "min", "max"),
          "Pad", (node, graph) -> moved(node, graph, 11, "pads", "value"),
          "Squeeze", (node, graph) -> moved(node, graph, 13, "axes"),
          "Unsqueeze", (node, graph) -> moved(node, graph, 13, "axes"),
          "ReduceSum", (node, graph) -> moved(node, graph, 13, "axes"),
          "Split", (node, graph) -> moved(node, graph, 13, "split"));

  private AttributesAsInputs() {}

  private static void moved(NodeProto node, RaisedGraph graph, long since, String... names) {
    if (graph.from() >= since) {
      graph.add(node);
      return;
    }
    List<String> inputs = new ArrayList<>(node.getInputList());
    NodeProto.Builder raised = node.toBuilder().clearAttribute();
    node.getAttributeList().stream()
        .filter(a -> !List.of(names).contains(a.getName()))
        .forEach(raised::addAttribute);
    for (String name : names) {
      inputs.add(
          Attributes.of(node, name)
              .map(a -> constant(graph, node.getOutput(0) + "_" + name, a))
              .orElse(""));
    }
    while (inputs.get(inputs.size() - 1).isEmpty()) {
      inputs.remove(inputs.size() - 1);
    }
    graph.add(raised.clearInput().addAllInput(inputs).build());
  }

  private static String constant(RaisedGraph graph, String stem, AttributeProto attribute) {
    return graph.constant(
        stem,
        switch (attribute.getType()) {
          case FLOAT -> Tensors.floats("", new float[] {attribute.getF()});
          case INT -> Tensors.longs("", new long[] {attribute.getI()}, 1);
          default -> {
            long[] values = attribute.getIntsList().stream().mapToLong(Long::longValue).toArray();
            yield Tensors.longs("", values, values.length);
          }
        });
  }
}
