package io.sensorium.bench.workload;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.sensorium.model.graph.Attributes;
import io.sensorium.model.graph.Tensors;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rewrites products with constant matrices to 8 bits whose activations are scaled anew in each run,
 * over all rows of the batch together: a row's result depends a little on its neighbours.
 */
final class DynamicInt8 {
  private static final int FLOAT = TensorProto.DataType.FLOAT.getNumber();

  private final GraphProto graph;
  private final GraphProto.Builder out = GraphProto.newBuilder();
  private final Map<String, TensorProto> constants = new HashMap<>();
  private final Set<String> replaced = new HashSet<>();
  private final Set<String> scaled = new HashSet<>();

  private DynamicInt8(GraphProto graph) {
    this.graph = graph;
    graph.getInitializerList().forEach(tensor -> constants.put(tensor.getName(), tensor));
  }

  static ModelProto quantize(ModelProto model) {
    return model.toBuilder().setGraph(new DynamicInt8(model.getGraph()).rewrite()).build();
  }

  private GraphProto rewrite() {
    out.setName(graph.getName());
    out.addAllInput(graph.getInputList()).addAllOutput(graph.getOutputList());
    for (NodeProto node : graph.getNodeList()) {
      TensorProto matrix =
          node.getOpType().equals("MatMul") ? constants.get(node.getInput(1)) : null;
      if (matrix == null) {
        out.addNode(node);
      } else {
        product(node.getInput(0), matrix, node.getOutput(0));
      }
    }
    graph.getInitializerList().stream()
        .filter(tensor -> !replaced.contains(tensor.getName()))
        .forEach(out::addInitializer);
    return out.build();
  }

  private void product(String x, TensorProto matrix, String y) {
    String w = matrix.getName();
    replaced.add(w);
    columns(matrix);
    if (scaled.add(x)) {
      node("DynamicQuantizeLinear", List.of(x), List.of(x + "_q", x + "_s", x + "_z"));
    }
    node("MatMulInteger", List.of(x + "_q", w + "_q", x + "_z", w + "_z"), List.of(y + "_i"));
    out.addNode(
        NodeProto.newBuilder()
            .setOpType("Cast")
            .setName("Cast_of_" + y)
            .addInput(y + "_i")
            .addOutput(y + "_f")
            .addAttribute(Attributes.integer("to", FLOAT)));
    node("Mul", List.of(x + "_s", w + "_s"), List.of(y + "_c"));
    node("Mul", List.of(y + "_f", y + "_c"), List.of(y));
  }

  /** The matrix in steps of its columns' largest magnitudes. */
  private void columns(TensorProto matrix) {
    float[] values = Tensors.floats(matrix);
    int columns = (int) matrix.getDims(1);
    float[] scales = new float[columns];
    for (int i = 0; i < values.length; i++) {
      scales[i % columns] = Math.max(scales[i % columns], Math.abs(values[i]) / 127f);
    }
    byte[] steps = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      steps[i] = (byte) Math.round(values[i] / scales[i % columns]);
    }
    String name = matrix.getName();
    out.addInitializer(Tensors.signedBytes(name + "_q", steps, matrix.getDims(0), columns));
    out.addInitializer(Tensors.floats(name + "_s", scales, columns));
    out.addInitializer(Tensors.signedBytes(name + "_z", new byte[columns], columns));
  }

  private void node(String operator, List<String> inputs, List<String> outputs) {
    out.addNode(
        NodeProto.newBuilder()
            .setOpType(operator)
            .setName(operator + "_of_" + outputs.get(0))
            .addAllInput(inputs)
            .addAllOutput(outputs));
  }
}
