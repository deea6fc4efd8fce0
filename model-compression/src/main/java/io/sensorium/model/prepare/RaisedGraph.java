package io.sensorium.model.prepare;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.sensorium.model.graph.FreshNames;
import io.sensorium.model.graph.Values;
import java.util.List;

/** A graph on its way to a later operator set. */
final class RaisedGraph {
  private final GraphProto.Builder graph;
  private final FreshNames names;
  private final Values values;
  private final long from;

  /**
   * @param from the operator set that the graph is of
   */
  RaisedGraph(GraphProto graph, long from) {
    this.graph = graph.toBuilder().clearNode();
    this.names = new FreshNames(graph);
    this.values = new Values(graph);
    this.from = from;
  }

  /** The operator set that the graph is of. */
  long from() {
    return from;
  }

  /** What the graph was like before. */
  Values values() {
    return values;
  }

  void add(NodeProto node) {
    graph.addNode(node);
  }

  /** Adds a node with one output of a new name, which it returns. */
  String add(String stem, String operator, List<String> inputs, AttributeProto... attributes) {
    String output = names.of(stem);
    add(node(operator, inputs, output, attributes).build());
    return output;
  }

  static NodeProto.Builder node(
      String operator, List<String> inputs, String output, AttributeProto... attributes) {
    return NodeProto.newBuilder()
        .setOpType(operator)
        .addAllInput(inputs)
        .addOutput(output)
        .addAllAttribute(List.of(attributes));
  }

  /** Adds a constant under a new name, which it returns. */
  String constant(String stem, TensorProto tensor) {
    String name = names.of(stem);
    graph.addInitializer(tensor.toBuilder().setName(name));
    return name;
  }

  GraphProto build() {
    return graph.build();
  }
}
