package io.sensorium.model.half;

import java.util.Map;
import java.util.Set;

/**
 * Which of ONNX's operators may run in half precision. What is not listed stays in float: operators
 * without half kernels on common providers, and those whose result depends on digits or on a range
 * that a half does not have (exponentials, logarithms, powers, sums over many values, boxes that
 * suppress each other).
 */
final class HalfOperators {
  private static final Set<String> PRODUCTS = Set.of("Conv", "ConvTranspose", "Gemm", "MatMul");

  private static final Set<String> ARITHMETIC =
      Set.of("Abs", "Add", "Clip", "Div", "Max", "Min", "Mul", "Neg", "Sub", "Sum", "Where");

  private static final Set<String> ACTIVATIONS =
      Set.of(
          "Elu",
          "Erf",
          "Gelu",
          "HardSigmoid",
          "HardSwish",
          "LeakyRelu",
          "PRelu",
          "Relu",
          "Selu",
          "Sigmoid",
          "Softmax",
          "Tanh");

  private static final Set<String> POOLS =
      Set.of(
          "AveragePool",
          "BatchNormalization",
          "GlobalAveragePool",
          "GlobalMaxPool",
          "GroupNormalization",
          "LayerNormalization",
          "MaxPool",
          "ReduceMax",
          "ReduceMin");

  private static final Set<String> MOVES =
      Set.of(
          "Concat",
          "DepthToSpace",
          "Dropout",
          "Expand",
          "Flatten",
          "Gather",
          "GatherElements",
          "GatherND",
          "Identity",
          "Pad",
          "Reshape",
          "Resize",
          "ScatterElements",
          "ScatterND",
          "Slice",
          "SpaceToDepth",
          "Split",
          "Squeeze",
          "Tile",
          "Transpose",
          "Unsqueeze");

  private static final Set<String> RECURRENT = Set.of("GRU", "LSTM", "RNN");

  /** Where a value too large is meant to be "very much", so that the largest half does as well. */
  private static final Set<String> SATURATING =
      Set.of("Add", "Sub", "Where", "Min", "Max", "Clip", "Pad");

  /** Inputs from this index on stay in float: Resize's region and scales address places. */
  private static final Map<String, Integer> HALF_INPUTS = Map.of("Resize", 1);

  private HalfOperators() {}

  static boolean runsInHalf(String operator) {
    return PRODUCTS.contains(operator)
        || ARITHMETIC.contains(operator)
        || ACTIVATIONS.contains(operator)
        || POOLS.contains(operator)
        || MOVES.contains(operator)
        || RECURRENT.contains(operator);
  }

  static boolean saturates(String operator) {
    return SATURATING.contains(operator);
  }

  /** True where the operator is cheap: it follows its neighbours rather than asking for Casts. */
  static boolean follows(String operator) {
    return ARITHMETIC.contains(operator) || MOVES.contains(operator);
  }

  static boolean halfInput(String operator, int index) {
    return index < HALF_INPUTS.getOrDefault(operator, Integer.MAX_VALUE);
  }
}
