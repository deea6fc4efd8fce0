package io.sensorium.model.anatomy;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Multiply-accumulates of one node, by its shapes. Operators that multiply no matrices count as
 * none: their work is in moving memory.
 */
final class Work {
  private static final Set<String> CONVOLUTIONS = Set.of("Conv", "FusedConv", "ConvInteger");
  private static final Set<String> PRODUCTS = Set.of("MatMul", "MatMulInteger", "FusedMatMul");
  private static final Set<String> RECURRENT = Set.of("LSTM", "GRU", "RNN");

  private final Shapes shapes;

  Work(Shapes shapes) {
    this.shapes = shapes;
  }

  /** Whether the node's work is counted at all. */
  static boolean counted(NodeProto node) {
    String operator = node.getOpType();
    return CONVOLUTIONS.contains(operator)
        || PRODUCTS.contains(operator)
        || RECURRENT.contains(operator)
        || operator.equals("Gemm")
        || operator.equals("ConvTranspose")
        || operator.equals("QLinearConv")
        || operator.equals("QLinearMatMul");
  }

  /** The node's multiply-accumulates; empty where a shape that they depend on is open. */
  Optional<Long> of(NodeProto node) {
    String operator = node.getOpType();
    if (CONVOLUTIONS.contains(operator)) {
      return each(node.getOutput(0), behindFirst(node.getInput(1)));
    }
    if (operator.equals("QLinearConv")) {
      return each(node.getOutput(0), behindFirst(node.getInput(3)));
    }
    if (operator.equals("ConvTranspose")) {
      return each(node.getInput(0), behindFirst(node.getInput(1)));
    }
    if (operator.equals("Gemm")) {
      return each(node.getOutput(0), dim(node.getInput(0), transposed(node) ? 2 : 1));
    }
    if (RECURRENT.contains(operator)) {
      return recurrent(node);
    }
    return each(node.getOutput(0), dim(node.getInput(0), 1));
  }

  /** Every step of every sequence takes both matrices of weights once. */
  private Optional<Long> recurrent(NodeProto node) {
    Optional<Long> weights = shapes.elements(node.getInput(1));
    Optional<Long> recurrence = shapes.elements(node.getInput(2));
    Optional<List<Long>> input = shapes.of(node.getInput(0));
    if (weights.isEmpty() || recurrence.isEmpty() || input.isEmpty()) {
      return Optional.empty();
    }
    long steps = input.get().get(0) * input.get().get(1);
    return Optional.of(Math.multiplyExact(steps, weights.get() + recurrence.get()));
  }

  private Optional<Long> each(String value, Optional<Long> times) {
    return shapes.elements(value).flatMap(n -> times.map(t -> Math.multiplyExact(n, t)));
  }

  /** Weights that one output of a convolution takes. */
  private Optional<Long> behindFirst(String weights) {
    return shapes
        .of(weights)
        .filter(dims -> dims.size() > 1)
        .map(dims -> Shapes.product(dims.subList(1, dims.size())));
  }

  private Optional<Long> dim(String value, int fromEnd) {
    return shapes
        .of(value)
        .filter(dims -> dims.size() >= fromEnd)
        .map(dims -> dims.get(dims.size() - fromEnd));
  }

  private static boolean transposed(NodeProto node) {
    return node.getAttributeList().stream()
        .anyMatch(attribute -> attribute.getName().equals("transA") && attribute.getI() != 0);
  }
}
