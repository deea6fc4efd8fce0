package io.sensorium.model.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where the values of one graph come from and go to, subgraphs' use of them included. */
public final class Values {
  private final Map<String, TensorProto> constants = new HashMap<>();
  private final Map<String, List<NodeProto>> consumers = new HashMap<>();
  private final Map<String, NodeProto> producers = new HashMap<>();
  private final Set<String> outputs = new HashSet<>();
  private final Set<String> captured = new HashSet<>();
  private final Map<String, TypeProto.Tensor> types = new HashMap<>();

  public Values(GraphProto graph) {
    graph.getInitializerList().forEach(t -> constants.put(t.getName(), t));
    graph.getOutputList().forEach(o -> outputs.add(o.getName()));
    graph.getInputList().forEach(this::type);
    graph.getValueInfoList().forEach(this::type);
    graph.getOutputList().forEach(this::type);
    for (NodeProto node : graph.getNodeList()) {
      node.getInputList()
          .forEach(i -> consumers.computeIfAbsent(i, k -> new ArrayList<>()).add(node));
      node.getOutputList().forEach(o -> producers.put(o, node));
      for (AttributeProto attribute : node.getAttributeList()) {
        if (attribute.hasG()) {
          capture(attribute.getG());
        }
        attribute.getGraphsList().forEach(this::capture);
      }
    }
  }

  /** Initializers by name. */
  public Map<String, TensorProto> constants() {
    return constants;
  }

  /** Nodes that read a value, each as often as it does. */
  public List<NodeProto> consumers(String value) {
    return consumers.getOrDefault(value, List.of());
  }

  /** The node that a value comes from; none for inputs and constants. */
  public Optional<NodeProto> producer(String value) {
    return Optional.ofNullable(producers.get(value));
  }

  /** Whether the graph gives the value out. */
  public boolean output(String value) {
    return outputs.contains(value);
  }

  /** Whether a subgraph of If, Loop or Scan may read the value under its name. */
  public boolean captured(String value) {
    return captured.contains(value);
  }

  /** False where the graph says that the value is of another type than 32-bit floats. */
  public boolean mayBeFloat(String value) {
    TypeProto.Tensor type = types.get(value);
    return type == null || type.getElemType() == TensorProto.DataType.FLOAT.getNumber();
  }

  /** How many dimensions a value has, where the graph says so. */
  public Optional<Integer> rank(String value) {
    TypeProto.Tensor type = types.get(value);
    return type == null || !type.hasShape()
        ? Optional.empty()
        : Optional.of(type.getShape().getDimCount());
  }

  private void type(ValueInfoProto value) {
    if (value.getType().hasTensorType()) {
      types.put(value.getName(), value.getType().getTensorType());
    }
  }

  /** All names that a subgraph reads: those of its own do not matter here. */
  private void capture(GraphProto graph) {
    graph.getOutputList().forEach(o -> captured.add(o.getName()));
    for (NodeProto node : graph.getNodeList()) {
      captured.addAll(node.getInputList());
      for (AttributeProto attribute : node.getAttributeList()) {
        if (attribute.hasG()) {
          capture(attribute.getG());
        }
        attribute.getGraphsList().forEach(this::capture);
      }
    }
  }
}
