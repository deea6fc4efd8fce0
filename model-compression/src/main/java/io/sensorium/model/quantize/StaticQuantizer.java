package io.sensorium.model.quantize;

import ai.onnx.proto.OnnxMl.AttributeProto;
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
 * Rewrites a float model as QDQ: pairs of QuantizeLinear and DequantizeLinear tell the runtime
 * which operators it may run on 8 bits. Activations are unsigned with a zero point, weights signed
 * and symmetric for each output channel, biases 32 bits wide. Operator set 13 or later.
 */
public final class StaticQuantizer {
  private final ModelProto model;
  private final QuantizationPlan plan;
  private final Map<String, ActivationScale> scales = new HashMap<>();
  private final GraphProto.Builder out = GraphProto.newBuilder();
  private final Set<String> written = new HashSet<>();
  private final Set<String> renamed = new HashSet<>();

  private StaticQuantizer(ModelProto model, QuantizationPlan plan, Map<String, Range> ranges) {
    this.model = model;
    this.plan = plan;
    plan.shared(ranges).forEach((name, range) -> scales.put(name, ActivationScale.of(range)));
  }

  /**
   * Quantizes a model.
   *
   * @param ranges of at least the plan's activations
   */
  public static ModelProto quantize(
      ModelProto model, QuantizationPlan plan, Map<String, Range> ranges) {
    return new StaticQuantizer(model, plan, ranges).rewrite();
  }

  private ModelProto rewrite() {
    GraphProto graph = model.getGraph();
    out.setName(graph.getName());
    out.addAllInput(graph.getInputList()).addAllOutput(graph.getOutputList());
    graph.getInputList().forEach(i -> addPair(i.getName(), i.getName()));
    Set<String> outputs = new HashSet<>();
    graph.getOutputList().forEach(o -> outputs.add(o.getName()));
    for (NodeProto node : graph.getNodeList()) {
      NodeProto.Builder rewritten = node.toBuilder().clearInput();
      for (int i = 0; i < node.getInputCount(); i++) {
        rewritten.addInput(input(node, i));
      }
      String output = node.getOutput(0);
      boolean named = outputs.contains(output) && plan.quantized(output);
      if (named) {
        rewritten.setOutput(0, output + "_float");
      }
      out.addNode(rewritten);
      addPair(output, named ? output + "_float" : output);
    }
    return model.toBuilder().setGraph(out).build();
  }

  /** What a node reads in place of one of its inputs. */
  private String input(NodeProto node, int index) {
    String name = node.getInput(index);
    TensorProto constant = plan.constants().get(name);
    if (constant == null) {
      return plan.quantized(name) && !name.isEmpty() ? dequantized(name) : name;
    }
    if (plan.heavy(node) && index == 1) {
      return weights(constant, axis(node, constant));
    }
    if (plan.heavy(node) && index == 2) {
      return bias(node, constant);
    }
    if (written.add(name)) {
      out.addInitializer(constant);
    }
    return name;
  }

  private static int axis(NodeProto node, TensorProto weights) {
    if (node.getOpType().equals("Conv")) {
      return 0;
    }
    boolean transposed =
        node.getAttributeList().stream()
            .anyMatch(a -> a.getName().equals("transB") && a.getI() == 1);
    return transposed ? 0 : weights.getDimsCount() - 1;
  }

  private String weights(TensorProto tensor, int axis) {
    String name = tensor.getName();
    if (written.add(name)) {
      QuantizedWeights weights = QuantizedWeights.of(tensor, axis);
      int channels = weights.scales().length;
      out.addInitializer(
          Tensors.signedBytes(name + "_steps", weights.steps(), weights.dimensions()));
      out.addInitializer(Tensors.floats(name + "_scale", weights.scales(), channels));
      out.addInitializer(Tensors.signedBytes(name + "_zero", new byte[channels], channels));
      addNode(
          "DequantizeLinear",
          List.of(name + "_steps", name + "_scale", name + "_zero"),
          name + "_dequantized",
          Attributes.integer("axis", axis));
    }
    return name + "_dequantized";
  }

  private String bias(NodeProto node, TensorProto tensor) {
    String name = tensor.getName() + "_of_" + node.getOutput(0);
    TensorProto weightTensor = plan.constants().get(node.getInput(1));
    ActivationScale scale = scales.get(node.getInput(0));
    if (weightTensor == null || scale == null) {
      throw new IllegalArgumentException(
          "expected constant weights and a quantized input of " + node.getName());
    }
    QuantizedWeights weights = QuantizedWeights.of(weightTensor, axis(node, weightTensor));
    int channels = weights.scales().length;
    out.addInitializer(
        Tensors.ints(name + "_steps", weights.bias(tensor, scale.scale()), channels));
    out.addInitializer(
        Tensors.floats(name + "_scale", weights.biasScales(scale.scale()), channels));
    addNode(
        "DequantizeLinear",
        List.of(name + "_steps", name + "_scale"),
        name + "_dequantized",
        Attributes.integer("axis", 0));
    return name + "_dequantized";
  }

  /** Quantizes an activation that stands in the graph as {@code source}, where the plan says so. */
  private void addPair(String activation, String source) {
    ActivationScale scale = scales.get(activation);
    if (scale == null) {
      return;
    }
    out.addInitializer(Tensors.floats(activation + "_scale", new float[] {scale.scale()}));
    out.addInitializer(
        Tensors.unsignedBytes(activation + "_zero", new byte[] {(byte) scale.zero()}));
    String steps = activation + "_steps";
    addNode("QuantizeLinear", List.of(source, activation + "_scale", activation + "_zero"), steps);
    addNode(
        "DequantizeLinear",
        List.of(steps, activation + "_scale", activation + "_zero"),
        source.equals(activation) ? dequantized(activation) : activation);
    if (!source.equals(activation)) {
      renamed.add(activation);
    }
  }

  private String dequantized(String activation) {
    return renamed.contains(activation) ? activation : activation + "_dequantized";
  }

  private void addNode(
      String operator, List<String> inputs, String output, AttributeProto... attributes) {
    out.addNode(
        NodeProto.newBuilder()
            .setOpType(operator)
            .setName(operator + "_of_" + output)
            .addAllInput(inputs)
            .addOutput(output)
            .addAllAttribute(List.of(attributes)));
  }
}
