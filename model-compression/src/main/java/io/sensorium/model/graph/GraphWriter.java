package io.sensorium.model.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rewrites a graph node by node; inputs and outputs stay. Constants nobody reads are left out. */
public final class GraphWriter {
  private final GraphProto source;
  private final FreshNames names;
  private final GraphProto.Builder out;
  private final Map<String, TensorProto> constants = new LinkedHashMap<>();

  public GraphWriter(GraphProto source) {
    this.source = source;
    this.names = new FreshNames(source);
    // Shapes of values in between are inferred anew by whoever reads the model.
    this.out = source.toBuilder().clearNode().clearInitializer().clearValueInfo();
    source.getInitializerList().forEach(t -> constants.put(t.getName(), t));
  }

  /** The source's constants and those added, by name. */
  public Map<String, TensorProto> constants() {
    return constants;
  }

  public String fresh(String stem) {
    return names.of(stem);
  }

  /** Adds a constant, or puts one in another's place, and returns its name. */
  public String constant(TensorProto tensor) {
    constants.put(tensor.getName(), tensor);
    return tensor.getName();
  }

  public void keep(NodeProto node) {
    out.addNode(node);
  }

  /** Adds one of ONNX's own operators with one output, and returns that output's name. */
  public String add(
      String operator, List<String> inputs, String output, AttributeProto... attributes) {
    keep(node("", operator, inputs, List.of(output), attributes));
    return output;
  }

  /** A node with a name of its own. */
  public NodeProto node(
      String domain,
      String operator,
      List<String> inputs,
      List<String> outputs,
      AttributeProto... attributes) {
    return NodeProto.newBuilder()
        .setDomain(domain)
        .setOpType(operator)
        .setName(names.of(operator + "_of_" + outputs.get(0)))
        .addAllInput(inputs)
        .addAllOutput(outputs)
        .addAllAttribute(List.of(attributes))
        .build();
  }

  public GraphProto build() {
    Set<String> read = new HashSet<>();
    source.getOutputList().forEach(o -> read.add(o.getName()));
    for (NodeProto node : out.getNodeList()) {
      read.addAll(node.getInputList());
      read.addAll(Captures.of(node));
    }
    GraphProto.Builder built = out.clone();
    constants.values().stream()
        .filter(t -> read.contains(t.getName()))
        .forEach(built::addInitializer);
    return built.build();
  }
}
