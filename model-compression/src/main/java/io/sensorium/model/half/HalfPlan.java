package io.sensorium.model.half;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.sensorium.model.graph.Captures;
import io.sensorium.model.graph.OperatorSet;
import io.sensorium.model.graph.Tensors;
import io.sensorium.model.graph.ValueKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which nodes run in half precision. */
final class HalfPlan {
  private final GraphProto graph;
  private final Map<String, ValueKind> kinds;
  private final Map<String, TensorProto> constants = new HashMap<>();
  private final Map<String, List<Integer>> readers = new HashMap<>();
  private final Map<String, Integer> producers = new HashMap<>();
  private final Set<Integer> half = new HashSet<>();

  /**
   * @param kinds of every value of the graph, inputs among them
   * @param keepFloat names of nodes, or operators, that stay in float
   */
  HalfPlan(GraphProto graph, Map<String, ValueKind> kinds, Set<String> keepFloat) {
    this.graph = graph;
    this.kinds = kinds;
    graph.getInitializerList().forEach(t -> constants.put(t.getName(), t));
    for (int i = 0; i < graph.getNodeCount(); i++) {
      NodeProto node = graph.getNode(i);
      int index = i;
      node.getOutputList().forEach(o -> producers.put(o, index));
      node.getInputList()
          .forEach(n -> readers.computeIfAbsent(n, k -> new ArrayList<>()).add(index));
      boolean kept = keepFloat.contains(node.getName()) || keepFloat.contains(node.getOpType());
      if (!kept && mayRunInHalf(node)) {
        half.add(i);
      }
    }
    while (dropIslands()) {
      // Each pass may leave neighbours that are islands now.
    }
  }

  boolean half(int node) {
    return half.contains(node);
  }

  Map<String, TensorProto> constants() {
    return constants;
  }

  boolean isFloat(String value) {
    TensorProto constant = constants.get(value);
    if (constant != null) {
      return Tensors.isFloat(constant);
    }
    ValueKind kind = kinds.get(value);
    return kind != null && kind.isFloat();
  }

  /** Whether a node has floats to read or to give at all. */
  boolean touchesFloats(NodeProto node) {
    return node.getInputList().stream().anyMatch(this::isFloat)
        || node.getOutputList().stream().anyMatch(this::isFloat);
  }

  private boolean mayRunInHalf(NodeProto node) {
    return OperatorSet.isOnnx(node.getDomain())
        && HalfOperators.runsInHalf(node.getOpType())
        && !Captures.hasSubgraph(node)
        && touchesFloats(node)
        && !statistics(node)
        && node.getInputList().stream().noneMatch(i -> needsFloat(node, i));
  }

  /** Means and deviations that a norm gives out as well are floats whatever its input is. */
  private static boolean statistics(NodeProto node) {
    return node.getOpType().equals("LayerNormalization") && node.getOutputCount() > 1;
  }

  private boolean needsFloat(NodeProto node, String input) {
    TensorProto constant = constants.get(input);
    if (constant == null || !Tensors.isFloat(constant)) {
      return false;
    }
    return HalfWeights.vanishes(constant)
        || (HalfWeights.exceeds(constant) && !HalfOperators.saturates(node.getOpType()));
  }

  /** Cheap nodes all of whose neighbours are in float would cost more Casts than they save. */
  private boolean dropIslands() {
    return half.removeIf(
        i -> {
          NodeProto node = graph.getNode(i);
          return HalfOperators.follows(node.getOpType())
              && node.getInputList().stream().noneMatch(this::madeInHalf)
              && node.getOutputList().stream().noneMatch(this::readInHalf);
        });
  }

  private boolean madeInHalf(String value) {
    return isFloat(value) && half.contains(producers.getOrDefault(value, -1));
  }

  private boolean readInHalf(String value) {
    return isFloat(value)
        && readers.getOrDefault(value, List.of()).stream().anyMatch(half::contains);
  }
}
