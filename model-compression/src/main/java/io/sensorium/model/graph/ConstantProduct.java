package io.sensorium.model.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.Map;
import java.util.Optional;

/**
 * A MatMul or Gemm whose second factor is a constant matrix, in one form: y = x * matrix + bias.
 *
 * @param key the same for products whose matrices are the same
 * @param x name of the first factor
 * @param matrix values [rows][columns], a Gemm's alpha and transposition in them
 * @param bias name of what is added; empty where nothing is
 * @param y name of the result
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ConstantProduct(
    String key, String x, float[] matrix, int rows, int columns, String bias, String y) {

  /**
   * The product that a node is.
   *
   * @return nothing where it is none, or one of another form
   */
  public static Optional<ConstantProduct> of(NodeProto node, Map<String, TensorProto> constants) {
    boolean gemm = node.getOpType().equals("Gemm");
    if (!(gemm || node.getOpType().equals("MatMul")) || !OperatorSet.isOnnx(node.getDomain())) {
      return Optional.empty();
    }
    TensorProto weights = constants.get(node.getInput(1));
    String bias = node.getInputCount() > 2 ? node.getInput(2) : "";
    boolean plain = real(node, "transA", 0) == 0 && (bias.isEmpty() || real(node, "beta", 1) == 1);
    if (weights == null
        || weights.getDimsCount() != 2
        || !Tensors.isFloat(weights)
        || constants.containsKey(node.getInput(0))
        || !plain) {
      return Optional.empty();
    }
    return Optional.of(product(node, weights, bias));
  }

  private static ConstantProduct product(NodeProto node, TensorProto weights, String bias) {
    boolean transposed = real(node, "transB", 0) != 0;
    float alpha = real(node, "alpha", 1);
    int first = (int) weights.getDims(0);
    int second = (int) weights.getDims(1);
    int rows = transposed ? second : first;
    int columns = transposed ? first : second;
    float[] values = Tensors.floats(weights);
    float[] matrix = new float[values.length];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        matrix[r * columns + c] = alpha * values[transposed ? c * rows + r : r * columns + c];
      }
    }
    String key = weights.getName() + (transposed ? " transposed " : " times ") + alpha;
    return new ConstantProduct(
        key, node.getInput(0), matrix, rows, columns, bias, node.getOutput(0));
  }

  private static float real(NodeProto node, String name, float absent) {
    for (AttributeProto attribute : node.getAttributeList()) {
      if (attribute.getName().equals(name)) {
        return attribute.getType() == AttributeProto.AttributeType.FLOAT
            ? attribute.getF()
            : attribute.getI();
      }
    }
    return absent;
  }
}
