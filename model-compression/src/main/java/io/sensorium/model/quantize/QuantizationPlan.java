package io.sensorium.model.quantize;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which nodes run on 8 bits, which activations are therefore quantized, and which of these must
 * share a scale because an operator between them only moves values.
 */
public final class QuantizationPlan {
  private static final Set<String> HEAVY = Set.of("Conv", "Gemm", "MatMul");
  private static final Set<String> ACTIVATIONS = Set.of("Relu", "Clip");
  private static final Set<String> MOVES =
      Set.of("MaxPool", "Flatten", "Reshape", "Transpose", "Squeeze", "Unsqueeze", "Concat");
  private static final Set<String> LIGHT = Set.of("Add", "AveragePool", "GlobalAveragePool");

  private final Set<String> keepFloat;
  private final Map<String, TensorProto> constants = new HashMap<>();
  private final Map<String, List<NodeProto>> consumers = new HashMap<>();
  private final Set<String> outputs = new HashSet<>();
  private final Set<String> quantized = new LinkedHashSet<>();
  private final Map<String, String> leaders = new LinkedHashMap<>();

  /**
   * @param keepFloat names of nodes that stay in float
   */
  public QuantizationPlan(GraphProto graph, Set<String> keepFloat) {
    this.keepFloat = Set.copyOf(keepFloat);
    graph.getInitializerList().forEach(t -> constants.put(t.getName(), t));
    for (NodeProto node : graph.getNodeList()) {
      node.getInputList()
          .forEach(i -> consumers.computeIfAbsent(i, k -> new ArrayList<>()).add(node));
    }
    graph.getOutputList().stream().map(ValueInfoProto::getName).forEach(outputs::add);
    graph.getNodeList().stream().filter(this::heavy).forEach(this::takeHeavy);
    boolean grown = true;
    while (grown) {
      int before = quantized.size();
      graph.getNodeList().forEach(this::spread);
      grown = quantized.size() > before;
    }
  }

  /** The activations to quantize, whose ranges must be known. */
  public Set<String> activations() {
    return Set.copyOf(quantized);
  }

  /** True where the node's weights are to be quantized. */
  boolean heavy(NodeProto node) {
    if (!HEAVY.contains(node.getOpType()) || keepFloat.contains(node.getName())) {
      return false;
    }
    TensorProto weights = constants.get(node.getInput(1));
    return weights == null ? node.getOpType().equals("MatMul") : weights.getDimsCount() >= 2;
  }

  boolean quantized(String activation) {
    return quantized.contains(activation);
  }

  Map<String, TensorProto> constants() {
    return constants;
  }

  /** The range of each quantized activation: of all that share its scale. */
  Map<String, Range> shared(Map<String, Range> ranges) {
    Map<String, Range> groups = new HashMap<>();
    for (String activation : quantized) {
      Range range = ranges.get(activation);
      if (range == null) {
        throw new IllegalArgumentException(
            "expected the range of activation " + activation + ", found none; calibrate it");
      }
      groups.merge(leader(activation), range, Range::with);
    }
    Map<String, Range> shared = new LinkedHashMap<>();
    for (String activation : quantized) {
      Range group = groups.get(leader(activation));
      if (group != null) {
        shared.put(activation, group.rounded());
      }
    }
    return shared;
  }

  private void takeHeavy(NodeProto node) {
    for (int i = 0; i < Math.min(2, node.getInputCount()); i++) {
      if (!constants.containsKey(node.getInput(i))) {
        quantized.add(node.getInput(i));
      }
    }
    String output = node.getOutput(0);
    List<NodeProto> next = consumers.getOrDefault(output, List.of());
    if (next.size() == 1 && ACTIVATIONS.contains(next.get(0).getOpType())) {
      // Between a product and its Relu nothing may stand, or the two do not fuse.
      quantized.add(next.get(0).getOutput(0));
    } else if (node.getOpType().equals("Conv") || !isLast(output, next)) {
      quantized.add(output);
    }
  }

  /** A product that ends the graph gives floats at no cost and with more precision. */
  private boolean isLast(String value, List<NodeProto> next) {
    return outputs.contains(value)
        || (next.size() == 1
            && next.get(0).getOpType().equals("Identity")
            && outputs.contains(next.get(0).getOutput(0)));
  }

  private void spread(NodeProto node) {
    boolean moves = MOVES.contains(node.getOpType());
    if (!(moves || LIGHT.contains(node.getOpType())) || keepFloat.contains(node.getName())) {
      return;
    }
    List<String> values = new ArrayList<>();
    int dataInputs = node.getOpType().equals("Concat") || !moves ? node.getInputCount() : 1;
    node.getInputList().stream()
        .limit(dataInputs)
        .filter(i -> !constants.containsKey(i))
        .forEach(values::add);
    boolean touched =
        moves
            ? quantized(node.getOutput(0)) || values.stream().allMatch(this::quantized)
            : values.stream().allMatch(this::quantized);
    if (!touched || values.size() < dataInputs) {
      return;
    }
    quantized.addAll(values);
    quantized.add(node.getOutput(0));
    if (moves) {
      values.forEach(v -> leaders.put(leader(v), leader(node.getOutput(0))));
    }
  }

  private String leader(String activation) {
    String at = activation;
    for (String up = leaders.get(at); up != null && !up.equals(at); up = leaders.get(at)) {
      at = up;
    }
    return at;
  }
}
