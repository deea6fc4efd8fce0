package io.sensorium.model.transfer;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.sensorium.model.graph.Attributes;
import io.sensorium.model.graph.Captures;
import io.sensorium.model.graph.FreshNames;
import io.sensorium.model.graph.ValueKind;
import io.sensorium.model.prepare.UnfitModelException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A model up to one of its tensors, as rows of features.
 *
 * @param model gives out the features alone
 * @param cut the tensor at which it was cut
 * @param features name of the features, [N, values]
 */
public record Body(ModelProto model, String cut, String features) {
  private static final Set<String> PRODUCTS = Set.of("Gemm", "MatMul");

  /**
   * Cuts a model. Maps [N, channels, positions…] become their means over positions.
   *
   * @param kinds what the model's values are
   * @param at the tensor, or empty for what goes into the last Gemm or MatMul
   * @throws UnfitModelException if there is no such tensor, or it is no rows or maps of floats
   */
  public static Body of(ModelProto model, Map<String, ValueKind> kinds, String at) {
    GraphProto graph = model.getGraph();
    String cut = at.isEmpty() ? beforeLastProduct(graph) : at;
    ValueKind kind = kinds.get(cut);
    if (kind == null || !kind.isFloat() || kind.shape().size() < 2) {
      throw new UnfitModelException(
          "a float tensor [N, values] or [N, channels, ...] to cut at",
          "'%s', which is %s".formatted(cut, kind == null ? "no tensor of the model" : kind),
          "Name one of " + candidates(graph, kinds));
    }
    List<NodeProto> needed = needed(graph, cut);
    GraphProto.Builder body = graph.toBuilder().clearNode().clearOutput().clearInitializer();
    body.addAllNode(needed);
    Set<String> read = read(needed);
    read.add(cut);
    graph.getInitializerList().stream()
        .filter(t -> read.contains(t.getName()))
        .forEach(body::addInitializer);
    FreshNames names = new FreshNames(graph);
    String features = cut;
    if (kind.shape().size() > 2) {
      String means = names.of(cut + "_means");
      features = names.of(cut + "_features");
      body.addNode(node("GlobalAveragePool", cut, means, names));
      body.addNode(
          node("Flatten", means, features, names).toBuilder()
              .addAttribute(Attributes.integer("axis", 1)));
    }
    body.addOutput(
        ValueInfoProto.newBuilder()
            .setName(features)
            .setType(
                TypeProto.newBuilder()
                    .setTensorType(
                        TypeProto.Tensor.newBuilder()
                            .setElemType(TensorProto.DataType.FLOAT.getNumber()))));
    return new Body(model.toBuilder().setGraph(body).build(), cut, features);
  }

  private static NodeProto node(String operator, String input, String output, FreshNames names) {
    return NodeProto.newBuilder()
        .setOpType(operator)
        .setName(names.of(operator + "_of_" + output))
        .addInput(input)
        .addOutput(output)
        .build();
  }

  private static String beforeLastProduct(GraphProto graph) {
    for (int i = graph.getNodeCount() - 1; i >= 0; i--) {
      if (PRODUCTS.contains(graph.getNode(i).getOpType())) {
        return graph.getNode(i).getInput(0);
      }
    }
    throw new UnfitModelException(
        "a Gemm or MatMul, before which to cut", "none", "Name a tensor with --at");
  }

  /** The nodes that make a tensor, in the graph's order. */
  private static List<NodeProto> needed(GraphProto graph, String cut) {
    Map<String, NodeProto> makers = new HashMap<>();
    graph.getNodeList().forEach(n -> n.getOutputList().forEach(o -> makers.put(o, n)));
    Set<NodeProto> needed = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(cut));
    while (!open.isEmpty()) {
      NodeProto maker = makers.get(open.pop());
      if (maker != null && needed.add(maker)) {
        open.addAll(maker.getInputList());
        open.addAll(Captures.of(maker));
      }
    }
    return graph.getNodeList().stream().filter(needed::contains).toList();
  }

  private static Set<String> read(List<NodeProto> nodes) {
    Set<String> read = new HashSet<>();
    for (NodeProto node : nodes) {
      read.addAll(node.getInputList());
      read.addAll(Captures.of(node));
    }
    return read;
  }

  /** The last few tensors that a cut could be at. */
  private static List<String> candidates(GraphProto graph, Map<String, ValueKind> kinds) {
    List<String> names = new ArrayList<>();
    for (int i = graph.getNodeCount() - 1; i >= 0 && names.size() < 12; i--) {
      for (String output : graph.getNode(i).getOutputList()) {
        ValueKind kind = kinds.get(output);
        if (kind != null && kind.isFloat() && kind.shape().size() >= 2) {
          names.add(output);
        }
      }
    }
    return names;
  }
}
