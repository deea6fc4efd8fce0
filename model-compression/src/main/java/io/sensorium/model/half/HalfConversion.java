package io.sensorium.model.half;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.sensorium.model.graph.Captures;
import io.sensorium.model.graph.OperatorSet;
import io.sensorium.model.graph.ValueKind;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Rewrites a float model to compute and to store its weights in half precision. A value keeps its
 * name where it is a float; as a half it has another one. So subgraphs, which are not rewritten,
 * find what they capture as it was.
 */
public final class HalfConversion {
  private static final int FIRST_OPERATOR_SET = 11;
  private static final int LAST_OPERATOR_SET = 21;

  private final GraphProto graph;
  private final HalfPlan plan;
  private final HalfValues values;
  private final Map<String, Integer> floatNodes = new TreeMap<>();
  private int halfNodes;

  private HalfConversion(GraphProto graph, HalfPlan plan, HalfValues values) {
    this.graph = graph;
    this.plan = plan;
    this.values = values;
  }

  /** A converted model. */
  public record Result(ModelProto model, HalfReport report) {}

  /**
   * Converts a model.
   *
   * @param model in constant form
   * @param kinds of every value of the model's graph, inputs among them
   * @param keepFloat names of nodes, or operators, that stay in float
   * @param halfEnds whether the graph's inputs and outputs become halves too
   * @throws IllegalArgumentException where the operator set is not one of 11 to 21, or a subgraph
   *     reads an input or output that should become a half
   */
  public static Result convert(
      ModelProto model, Map<String, ValueKind> kinds, Set<String> keepFloat, boolean halfEnds) {
    OperatorSet.require(model, FIRST_OPERATOR_SET, LAST_OPERATOR_SET);
    GraphProto graph = model.getGraph();
    HalfPlan plan = new HalfPlan(graph, kinds, keepFloat);
    HalfValues values = new HalfValues(graph, plan, halfEnds);
    HalfConversion conversion = new HalfConversion(graph, plan, values);
    GraphProto rewritten = conversion.rewrite();
    return new Result(model.toBuilder().setGraph(rewritten).build(), conversion.report());
  }

  private GraphProto rewrite() {
    for (int i = 0; i < graph.getNodeCount(); i++) {
      NodeProto node = graph.getNode(i);
      if (plan.half(i)) {
        halfNodes++;
        inHalf(node);
      } else {
        inFloat(node);
      }
    }
    graph.getOutputList().forEach(o -> values.end(o.getName()));
    GraphProto.Builder out =
        graph.toBuilder()
            .clearNode()
            .clearInitializer()
            .clearInput()
            .clearOutput()
            .clearValueInfo();
    values.write(out);
    graph.getInputList().forEach(i -> out.addInput(declared(i)));
    graph.getOutputList().forEach(o -> out.addOutput(declared(o)));
    return out.build();
  }

  private void inHalf(NodeProto node) {
    NodeProto.Builder rewritten = node.toBuilder();
    for (int i = 0; i < node.getInputCount(); i++) {
      String input = node.getInput(i);
      boolean half = plan.isFloat(input) && HalfOperators.halfInput(node.getOpType(), i);
      rewritten.setInput(i, half ? values.half(input) : values.asItWas(input));
    }
    for (int i = 0; i < node.getOutputCount(); i++) {
      String output = node.getOutput(i);
      rewritten.setOutput(i, plan.isFloat(output) ? values.madeHalf(output) : output);
    }
    values.add(rewritten.build());
  }

  private void inFloat(NodeProto node) {
    if (plan.touchesFloats(node)) {
      floatNodes.merge(node.getOpType(), 1, Integer::sum);
    }
    Captures.of(node).forEach(values::captured);
    NodeProto.Builder rewritten = node.toBuilder();
    for (int i = 0; i < node.getInputCount(); i++) {
      rewritten.setInput(i, values.asItWas(node.getInput(i)));
    }
    for (int i = 0; i < node.getOutputCount(); i++) {
      String output = node.getOutput(i);
      rewritten.setOutput(i, plan.isFloat(output) ? values.madeFloat(output) : output);
    }
    values.add(rewritten.build());
  }

  private ValueInfoProto declared(ValueInfoProto end) {
    if (!values.halfEnd(end.getName())) {
      return end;
    }
    ValueInfoProto.Builder half = end.toBuilder();
    half.getTypeBuilder()
        .getTensorTypeBuilder()
        .setElemType(TensorProto.DataType.FLOAT16.getNumber());
    return half.build();
  }

  private HalfReport report() {
    HalfWeights weights = values.weights();
    return new HalfReport(
        halfNodes,
        floatNodes,
        values.casts(),
        weights.values(),
        weights.clamped(),
        weights.vanished());
  }
}
