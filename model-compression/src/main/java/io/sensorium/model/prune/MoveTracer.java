package io.sensorium.model.prune;

import ai.onnx.proto.OnnxMl.TensorProto;
import io.sensorium.model.graph.Tensors;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Nodes that take channels as they are, join them, or put them elsewhere. */
final class MoveTracer {
  private static final Set<String> ALIKE =
      Set.of(
          "Abs",
          "AveragePool",
          "Cast",
          "Clip",
          "Dropout",
          "Elu",
          "Erf",
          "Exp",
          "Gelu",
          "GlobalAveragePool",
          "GlobalMaxPool",
          "HardSigmoid",
          "HardSwish",
          "Identity",
          "LeakyRelu",
          "MaxPool",
          "Mish",
          "Neg",
          "Relu",
          "Selu",
          "Sigmoid",
          "Softplus",
          "Sqrt",
          "Tanh");

  private static final Set<String> POOLS =
      Set.of("AveragePool", "GlobalAveragePool", "GlobalMaxPool", "MaxPool");

  private static final Set<String> JOINS =
      Set.of("Add", "Div", "Max", "Min", "Mul", "PRelu", "Sub", "Sum");

  private final ChannelTracer tracer;
  private final JoinTracer joins;
  private final ShapeTracer shapes;

  MoveTracer(ChannelTracer tracer) {
    this.tracer = tracer;
    this.joins = new JoinTracer(tracer);
    this.shapes = new ShapeTracer(tracer);
  }

  /** True where no channel goes in, or where all that do could be followed. */
  boolean trace(int index, NodeReader node) {
    if (node.node().getInputList().stream().noneMatch(i -> tracer.track(i).isPresent())) {
      return true;
    }
    String operator = node.node().getOpType();
    if (JOINS.contains(operator)) {
      return joins.elementwise(index, node);
    }
    if (operator.equals("Concat")) {
      return joins.concatenation(node);
    }
    Optional<Track> x = tracer.track(node.input(0));
    if (x.isEmpty()) {
      return false;
    }
    if (ALIKE.contains(operator)) {
      return alike(node, x.get(), POOLS.contains(operator));
    }
    return switch (operator) {
      case "BatchNormalization", "InstanceNormalization" -> normalisation(index, node, x.get());
      case "Resize", "Upsample" -> resize(node, x.get());
      case "Pad" -> pad(node, x.get());
      default -> shapes.trace(index, node, x.get());
    };
  }

  private boolean alike(NodeReader node, Track x, boolean pool) {
    boolean places = pool && node.node().getOutputCount() > 1;
    if (places || (pool && x.axis() != 1)) {
      return false;
    }
    tracer.follow(node.node().getOutput(0), x.axis(), x.ids());
    return true;
  }

  /** Only the scales speak for channels: means and variances are what was seen, not learned. */
  private boolean normalisation(int index, NodeReader node, Track x) {
    int vectors = node.node().getInputCount();
    for (int i = 1; i < vectors; i++) {
      Optional<TensorProto> vector = node.constant(i);
      if (x.axis() != 1 || vector.isEmpty() || vector.get().getDims(0) != x.ids().length) {
        return false;
      }
    }
    for (int i = 1; i < vectors; i++) {
      tracer.cut(new Cut(index, i, 0, x.ids(), i == 1));
    }
    tracer.follow(node.node().getOutput(0), 1, x.ids());
    return true;
  }

  /** By scales that leave the channels alone; a given size would name their number. */
  private boolean resize(NodeReader node, Track x) {
    int input = node.node().getOpType().equals("Resize") ? 2 : 1;
    Optional<float[]> scales = node.constant(input).filter(Tensors::isFloat).map(Tensors::floats);
    boolean followed =
        scales.isPresent() && scales.get().length > x.axis() && scales.get()[x.axis()] == 1;
    if (followed) {
      tracer.follow(node.node().getOutput(0), x.axis(), x.ids());
    }
    return followed;
  }

  private boolean pad(NodeReader node, Track x) {
    Optional<long[]> pads = node.list("pads", 1);
    OptionalInt rank = tracer.rank(node.input(0));
    boolean followed =
        pads.isPresent()
            && node.input(3).isEmpty()
            && rank.isPresent()
            && pads.get().length == 2 * rank.getAsInt()
            && pads.get()[x.axis()] == 0
            && pads.get()[x.axis() + rank.getAsInt()] == 0;
    if (followed) {
      tracer.follow(node.node().getOutput(0), x.axis(), x.ids());
    }
    return followed;
  }
}
