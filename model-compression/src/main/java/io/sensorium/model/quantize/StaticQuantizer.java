package io.sensorium.model.quantize;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.sensorium.model.graph.Attributes;
import io.sensorium.model.graph.FreshNames;
import io.sensorium.model.graph.Tensors;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rewrites a float model as QDQ: pairs of QuantizeLinear and DequantizeLinear tell the runtime
 * which operators it may run on 8 bits. Activations are unsigned with a zero point, weights signed
 * and symmetric, biases 32 bits wide. Operator set 13 or later.
 */
public final class StaticQuantizer {
  private final ModelProto model;
  private final QuantizationPlan plan;
  private final Map<String, ActivationScale> scales = new HashMap<>();
  private final LayerWeights weights;
  private final BiasCorrection correction;
  private final FreshNames names;
  private final GraphProto.Builder out = GraphProto.newBuilder();
  private final Set<String> written = new HashSet<>();
  private final Map<String, String> dequantized = new HashMap<>();
  private final Map<LayerWeights.Key, String> dequantizedWeights = new HashMap<>();

  private StaticQuantizer(
      ModelProto model,
      QuantizationPlan plan,
      Map<String, Range> ranges,
      WeightChoice choice,
      Map<String, InputMeans> means) {
    this.model = model;
    this.correction = new BiasCorrection(means);
    this.plan = plan;
    plan.shared(ranges).forEach((name, range) -> scales.put(name, ActivationScale.of(range)));
    this.weights = new LayerWeights(model.getGraph().getNodeList(), plan, choice, scales);
    this.names = new FreshNames(model.getGraph());
  }

  /** As the other, with weights on 8 bits channel by channel and biases as they are. */
  public static ModelProto quantize(
      ModelProto model, QuantizationPlan plan, Map<String, Range> ranges) {
    return quantize(model, plan, ranges, WeightChoice.DEFAULT, Map.of());
  }

  /**
   * Quantizes a model.
   *
   * @param ranges of at least the plan's activations
   * @param means of layers' inputs, to correct biases with; layers without keep theirs
   */
  public static ModelProto quantize(
      ModelProto model,
      QuantizationPlan plan,
      Map<String, Range> ranges,
      WeightChoice choice,
      Map<String, InputMeans> means) {
    return new StaticQuantizer(model, plan, ranges, choice, means).rewrite();
  }

  private ModelProto rewrite() {
    GraphProto graph = model.getGraph();
    out.setName(graph.getName());
    out.addAllInput(graph.getInputList()).addAllOutput(graph.getOutputList());
    out.addAllSparseInitializer(graph.getSparseInitializerList());
    graph.getInputList().forEach(i -> addPair(i.getName(), i.getName()));
    graph.getNodeList().forEach(this::rewrite);
    for (TensorProto constant : graph.getInitializerList()) {
      String name = constant.getName();
      if (plan.values().output(name) || plan.values().captured(name)) {
        keep(constant);
      }
    }
    return model.toBuilder().setGraph(out).build();
  }

  private void rewrite(NodeProto node) {
    NodeProto.Builder rewritten = node.toBuilder().clearInput();
    for (int i = 0; i < node.getInputCount(); i++) {
      rewritten.addInput(input(node, i));
    }
    addBias(node, rewritten);
    for (int i = 0; i < node.getOutputCount(); i++) {
      String output = node.getOutput(i);
      if (plan.values().output(output) && plan.quantized(output) && plan.onSteps(node)) {
        rewritten.setOutput(i, names.of(output + "_float"));
      }
    }
    out.addNode(rewritten);
    for (int i = 0; i < node.getOutputCount(); i++) {
      addPair(node.getOutput(i), rewritten.getOutput(i));
    }
  }

  /** What a node reads in place of one of its inputs. */
  private String input(NodeProto node, int index) {
    String name = node.getInput(index);
    TensorProto constant = plan.constants().get(name);
    if (constant == null) {
      return reads(node, name) ? dequantized.getOrDefault(name, name) : name;
    }
    if (plan.layer(node) && index == 1) {
      return weights(node, constant);
    }
    if (plan.layer(node) && index == 2) {
      return bias(node, constant.getName(), Tensors.floats(constant));
    }
    return keep(constant);
  }

  /** A float that is there anyway is better than its steps for what runs in float. */
  private boolean reads(NodeProto node, String activation) {
    return plan.quantized(activation)
        && (plan.onSteps(node)
            || plan.values().producer(activation).map(plan::onSteps).orElse(false));
  }

  private String keep(TensorProto constant) {
    if (written.add(constant.getName())) {
      out.addInitializer(constant);
    }
    return constant.getName();
  }

  private String weights(NodeProto node, TensorProto tensor) {
    LayerWeights.Key key = weights.key(node);
    String known = dequantizedWeights.get(key);
    if (known != null) {
      return known;
    }
    String stem = tensor.getName();
    QuantizedWeights steps = weights.of(node);
    String stepsName = names.of(stem + "_steps");
    String scale = names.of(stem + "_scale");
    String zero = names.of(stem + "_zero");
    String output = names.of(stem + "_dequantized");
    out.addInitializer(Tensors.signedBytes(stepsName, steps.steps(), steps.dimensions()));
    List<String> inputs = List.of(stepsName, scale, zero);
    if (weights.perChannel(key)) {
      int channels = steps.scales().length;
      out.addInitializer(Tensors.floats(scale, steps.scales(), channels));
      out.addInitializer(Tensors.signedBytes(zero, new byte[channels], channels));
      addNode("DequantizeLinear", inputs, output, Attributes.integer("axis", key.axis()));
    } else {
      out.addInitializer(Tensors.floats(scale, new float[] {steps.scales()[0]}));
      out.addInitializer(Tensors.signedBytes(zero, new byte[1]));
      addNode("DequantizeLinear", inputs, output);
    }
    dequantizedWeights.put(key, output);
    return output;
  }

  /** A layer without a bias gets one, to be corrected. */
  private void addBias(NodeProto node, NodeProto.Builder rewritten) {
    boolean biased = node.getInputCount() > 2 && !node.getInput(2).isEmpty();
    if (biased || !plan.layer(node) || !correction.covers(node)) {
      return;
    }
    String bias =
        bias(node, node.getInput(1) + "_bias", new float[weights.of(node).scales().length]);
    if (rewritten.getInputCount() > 2) {
      rewritten.setInput(2, bias);
    } else {
      rewritten.addInput(bias);
    }
  }

  /**
   * The name of a layer's dequantized bias.
   *
   * @param values one for each output channel
   */
  private String bias(NodeProto node, String name, float[] values) {
    ActivationScale scale = scales.get(node.getInput(0));
    if (scale == null) {
      throw new IllegalArgumentException("expected a quantized input of " + node.getName());
    }
    String stem = name + "_of_" + node.getOutput(0);
    QuantizedWeights steps = weights.of(node);
    TensorProto floats = plan.constants().get(node.getInput(1));
    float[] corrected = floats == null ? values : correction.corrected(node, values, floats, steps);
    float[] biasScales = steps.biasScales(scale.scale());
    int channels = biasScales.length;
    String stepsName = names.of(stem + "_steps");
    String scaleName = names.of(stem + "_scale");
    String output = names.of(stem + "_dequantized");
    List<String> inputs = List.of(stepsName, scaleName);
    out.addInitializer(Tensors.ints(stepsName, steps.bias(corrected, scale.scale()), channels));
    if (weights.perChannel(weights.key(node))) {
      out.addInitializer(Tensors.floats(scaleName, biasScales, channels));
      addNode("DequantizeLinear", inputs, output, Attributes.integer("axis", 0));
    } else {
      out.addInitializer(Tensors.floats(scaleName, new float[] {biasScales[0]}));
      addNode("DequantizeLinear", inputs, output);
    }
    return output;
  }

  /** Quantizes an activation that stands in the graph as {@code source}, where the plan says so. */
  private void addPair(String activation, String source) {
    ActivationScale scale = scales.get(activation);
    if (scale == null) {
      return;
    }
    String scaleName = names.of(activation + "_scale");
    String zero = names.of(activation + "_zero");
    String steps = names.of(activation + "_steps");
    String output = source.equals(activation) ? names.of(activation + "_dequantized") : activation;
    out.addInitializer(Tensors.floats(scaleName, new float[] {scale.scale()}));
    out.addInitializer(Tensors.unsignedBytes(zero, new byte[] {(byte) scale.zero()}));
    addNode("QuantizeLinear", List.of(source, scaleName, zero), steps);
    addNode("DequantizeLinear", List.of(steps, scaleName, zero), output);
    dequantized.put(activation, output);
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
