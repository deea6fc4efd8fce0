package io.sensorium.model.half;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.sensorium.model.graph.Attributes;
import io.sensorium.model.graph.FreshNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Each float value of a graph in the one or two forms that it is needed in, and the nodes written
 * so far. A form that is missing is made by a Cast when it is first asked for.
 */
final class HalfValues {
  private final HalfPlan plan;
  private final FreshNames names;
  private final Set<String> halfEnds = new HashSet<>();
  private final Map<String, String> halves = new HashMap<>();
  private final Map<String, String> floats = new HashMap<>();
  private final Map<String, TensorProto> constants = new LinkedHashMap<>();
  private final List<NodeProto> nodes = new ArrayList<>();
  private final HalfWeights weights = new HalfWeights();
  private int casts;

  HalfValues(GraphProto graph, HalfPlan plan, boolean halfEnds) {
    this.plan = plan;
    this.names = new FreshNames(graph);
    if (halfEnds) {
      graph.getInputList().forEach(i -> this.halfEnds.add(i.getName()));
      graph.getOutputList().forEach(o -> this.halfEnds.add(o.getName()));
      this.halfEnds.removeIf(n -> !plan.isFloat(n) || plan.constants().containsKey(n));
    }
    graph.getInputList().stream()
        .filter(i -> plan.isFloat(i.getName()))
        .forEach(i -> (halfEnds ? halves : floats).put(i.getName(), i.getName()));
  }

  void add(NodeProto node) {
    nodes.add(node);
  }

  /** Name of a float value as a half. */
  String half(String value) {
    String known = halves.get(value);
    if (known != null) {
      return known;
    }
    TensorProto constant = plan.constants().get(value);
    if (constant == null) {
      return cast(asItWas(value), madeHalf(value), TensorProto.DataType.FLOAT16);
    }
    String name = madeHalf(value);
    constants.put(name, weights.convert(constant, name));
    return name;
  }

  /** Name of a value as what it was before: a float, or no matter for halves at all. */
  String asItWas(String value) {
    TensorProto constant = plan.constants().get(value);
    if (constant != null) {
      constants.put(value, constant);
      return value;
    }
    if (!plan.isFloat(value)) {
      return value;
    }
    String known = floats.get(value);
    if (known != null) {
      return known;
    }
    String half = halves.get(value);
    if (half == null) {
      throw new IllegalArgumentException(
          "expected nodes in the order of their work, found " + value + " read before it is made");
    }
    return cast(half, madeFloat(value), TensorProto.DataType.FLOAT);
  }

  /** Names the half that a node is about to make. */
  String madeHalf(String value) {
    String name = halfEnds.contains(value) ? value : names.of(value + "_half");
    halves.put(value, name);
    return name;
  }

  /** Names the float that a node is about to make. */
  String madeFloat(String value) {
    String name = halfEnds.contains(value) ? names.of(value + "_float") : value;
    floats.put(value, name);
    return name;
  }

  /** Has a value ready under the name by which a subgraph reads it. */
  void captured(String value) {
    if (halfEnds.contains(value)) {
      throw new IllegalArgumentException(
          "expected inputs and outputs that no subgraph reads, found "
              + value
              + "; leave the model's ends in float");
    }
    if (plan.constants().containsKey(value) || plan.isFloat(value)) {
      asItWas(value);
    }
  }

  /** Has an output of the graph ready under its name. */
  void end(String output) {
    if (halfEnds.contains(output)) {
      half(output);
    } else {
      asItWas(output);
    }
  }

  /** Whether an input or output of the graph becomes a half. */
  boolean halfEnd(String value) {
    return halfEnds.contains(value);
  }

  void write(GraphProto.Builder graph) {
    graph.addAllInitializer(constants.values()).addAllNode(nodes);
  }

  HalfWeights weights() {
    return weights;
  }

  int casts() {
    return casts;
  }

  private String cast(String from, String to, TensorProto.DataType type) {
    casts++;
    nodes.add(
        NodeProto.newBuilder()
            .setOpType("Cast")
            .setName(names.of("Cast_of_" + to))
            .addInput(from)
            .addOutput(to)
            .addAttribute(Attributes.integer("to", type.getNumber()))
            .build());
    return to;
  }
}
