package io.sensorium.model.quantize;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.sensorium.model.graph.Values;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes run on 8 bits, which activations are therefore quantized, and which of these must
 * share a scale because an operator between them only moves values.
 *
 * <p>Layers are taken first; operators between them follow where all they read is quantized and
 * what they give comes to a layer again. What comes after the last layer stays in float: it is
 * cheap, and 8 bits would cost the results precision.
 */
public final class QuantizationPlan {
  private static final Set<String> ACTIVATIONS = Set.of("Relu", "Clip");

  private final List<NodeProto> nodes;
  private final Values values;
  private final Layers layers;
  private final Spreading spreading;
  private final Set<String> quantized = new LinkedHashSet<>();
  private final Set<String> onSteps = new HashSet<>();
  private final Set<String> leading = new HashSet<>();
  private final SharedScales scales = new SharedScales();

  /**
   * @param keepFloat names of nodes that stay in float
   */
  public QuantizationPlan(GraphProto graph, Set<String> keepFloat) {
    this.nodes = graph.getNodeList();
    this.values = new Values(graph);
    this.layers = new Layers(values, keepFloat);
    this.spreading = new Spreading(values, keepFloat);
    findLeading();
    nodes.stream().filter(layers::onSteps).forEach(this::takeLayer);
    boolean grown = true;
    while (grown) {
      int before = quantized.size() + onSteps.size();
      nodes.forEach(this::spread);
      grown = quantized.size() + onSteps.size() > before;
    }
  }

  /** The activations to quantize, whose ranges must be known. */
  public Set<String> activations() {
    return Set.copyOf(quantized);
  }

  /** All layers of the graph, in its order. */
  public List<PlannedLayer> layers() {
    return nodes.stream()
        .filter(layers::layer)
        .map(n -> new PlannedLayer(n.getName(), n.getOpType(), layers.floatBecause(n)))
        .toList();
  }

  /** Channels of what each convolution and Gemm on 8 bits reads, by its name. */
  public Map<String, Integer> inputChannels() {
    Map<String, Integer> channels = new HashMap<>();
    for (NodeProto node : nodes) {
      TensorProto weights = layer(node) ? constants().get(node.getInput(1)) : null;
      if (weights != null && !node.getOpType().equals("MatMul")) {
        channels.put(node.getInput(0), new LayerShape(node, weights).inputs());
      }
    }
    return channels;
  }

  /** How many nodes of each operator stay in float, layers among them. */
  public SortedMap<String, Integer> floatOperators() {
    SortedMap<String, Integer> floats = new TreeMap<>();
    nodes.stream()
        .filter(node -> !onSteps(node))
        .forEach(node -> floats.merge(node.getOpType(), 1, Integer::sum));
    return floats;
  }

  /** True where the node's weights are to be quantized. */
  boolean layer(NodeProto node) {
    return layers.onSteps(node);
  }

  boolean quantized(String activation) {
    return quantized.contains(activation);
  }

  /** Whether the node is meant to run on 8 bits. */
  boolean onSteps(NodeProto node) {
    return onSteps.contains(node.getOutput(0));
  }

  Values values() {
    return values;
  }

  Map<String, TensorProto> constants() {
    return values.constants();
  }

  /** The range of each quantized activation: of all that share its scale. */
  public Map<String, Range> shared(Map<String, Range> ranges) {
    return scales.ranges(quantized, ranges);
  }

  /** Values that come to a layer, if only through operators that run on 8 bits. */
  private void findLeading() {
    for (int i = nodes.size() - 1; i >= 0; i--) {
      NodeProto node = nodes.get(i);
      if (layers.onSteps(node)) {
        leading.addAll(node.getInputList().subList(0, 2));
      } else if (spreading.covers(node) || ACTIVATIONS.contains(node.getOpType())) {
        if (node.getOutputList().stream().anyMatch(leading::contains)) {
          leading.addAll(spreading.data(node));
        }
      }
    }
  }

  private void takeLayer(NodeProto node) {
    onSteps.add(node.getOutput(0));
    for (String input : node.getInputList().subList(0, 2)) {
      if (!constants().containsKey(input)) {
        quantized.add(input);
      }
    }
    NodeProto activation = activation(node);
    String output = node.getOutput(0);
    if (activation != null) {
      // Between a product and its Relu nothing may stand, or the two do not fuse.
      quantized.add(activation.getOutput(0));
      onSteps.add(activation.getOutput(0));
    } else if (node.getOpType().equals("Conv") || leading.contains(output)) {
      // Other products give floats at no cost and with more precision.
      quantized.add(output);
    }
  }

  /** The Relu or Clip that is all that reads a node's output; null for none. */
  private @Nullable NodeProto activation(NodeProto node) {
    String output = node.getOutput(0);
    List<NodeProto> next = values.consumers(output);
    boolean only =
        next.size() == 1
            && ACTIVATIONS.contains(next.get(0).getOpType())
            && !values.output(output)
            && !values.captured(next.get(0).getOutput(0));
    return only ? next.get(0) : null;
  }

  private void spread(NodeProto node) {
    if (!spreading.covers(node) || onSteps(node)) {
      return;
    }
    List<String> data = spreading.data(node);
    boolean read = data.stream().allMatch(this::quantized);
    boolean moves = spreading.moves(node);
    boolean wanted =
        node.getOutputList().stream().anyMatch(moves ? this::quantized : leading::contains);
    if (moves ? !wanted && !(read && leads(node)) : !(read && wanted)) {
      return;
    }
    onSteps.add(node.getOutput(0));
    if (moves) {
      quantized.addAll(data);
      quantized.addAll(node.getOutputList());
      data.forEach(d -> node.getOutputList().forEach(o -> scales.join(d, o)));
      return;
    }
    NodeProto activation = activation(node);
    quantized.add(activation == null ? node.getOutput(0) : activation.getOutput(0));
    if (activation != null) {
      onSteps.add(activation.getOutput(0));
    }
  }

  private boolean leads(NodeProto node) {
    return node.getOutputList().stream().anyMatch(leading::contains);
  }
}
