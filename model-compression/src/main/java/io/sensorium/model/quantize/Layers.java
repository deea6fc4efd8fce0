package io.sensorium.model.quantize;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.sensorium.model.graph.Attributes;
import io.sensorium.model.graph.Values;
import java.util.Set;

/** Which nodes carry weights or products, and which of them ONNX Runtime runs on 8 bits. */
final class Layers {
  /** The reason of a node that was named to stay in float. */
  static final String ASKED = "left in float as asked";

  private static final Set<String> ON_STEPS = Set.of("Conv", "Gemm", "MatMul");
  private static final Set<String> FLOAT_ONLY =
      Set.of("ConvTranspose", "LSTM", "GRU", "RNN", "Einsum");

  private final Values values;
  private final Set<String> keepFloat;

  Layers(Values values, Set<String> keepFloat) {
    this.values = values;
    this.keepFloat = Set.copyOf(keepFloat);
  }

  /** Whether the node is a layer at all. */
  boolean layer(NodeProto node) {
    boolean standard = node.getDomain().isEmpty() || node.getDomain().equals("ai.onnx");
    return standard
        && (ON_STEPS.contains(node.getOpType()) || FLOAT_ONLY.contains(node.getOpType()));
  }

  /** Whether a layer runs on 8 bits. */
  boolean onSteps(NodeProto node) {
    return layer(node) && floatBecause(node).isEmpty();
  }

  /** Why a layer stays in float; empty where it does not. */
  String floatBecause(NodeProto node) {
    if (FLOAT_ONLY.contains(node.getOpType())) {
      return "no 8-bit kernel for " + node.getOpType();
    }
    if (keepFloat.contains(node.getName())) {
      return ASKED;
    }
    if (values.captured(node.getOutput(0))) {
      return "a subgraph reads its output";
    }
    if (!values.mayBeFloat(node.getInput(0)) || !values.mayBeFloat(node.getInput(1))) {
      return "its input is no 32-bit float";
    }
    if (values.constants().containsKey(node.getInput(0))) {
      return "its first input is a constant";
    }
    TensorProto weights = values.constants().get(node.getInput(1));
    if (weights == null) {
      return node.getOpType().equals("MatMul") ? "" : "its weights are computed in the graph";
    }
    if (weights.getDataType() != TensorProto.DataType.FLOAT.getNumber()) {
      return "its weights are no 32-bit floats";
    }
    return weights.getDimsCount() < 2 ? "its weights are a vector" : unfit(node, weights);
  }

  private String unfit(NodeProto node, TensorProto weights) {
    if (node.getOpType().equals("Gemm")
        && (Attributes.integer(node, "transA", 0) != 0
            || Attributes.real(node, "alpha", 1) != 1
            || Attributes.real(node, "beta", 1) != 1)) {
      return "a Gemm with transA, alpha or beta";
    }
    String bias = node.getInputCount() > 2 ? node.getInput(2) : "";
    if (bias.isEmpty()) {
      return "";
    }
    TensorProto tensor = values.constants().get(bias);
    if (tensor == null) {
      return "its bias is computed in the graph";
    }
    long channels = weights.getDims(axis(node, weights));
    long values = tensor.getDimsList().stream().reduce(1L, (a, b) -> a * b);
    boolean oneEach =
        values == channels
            && tensor.getDimsCount() > 0
            && tensor.getDims(tensor.getDimsCount() - 1) == channels;
    return oneEach ? "" : "its bias is not one value for each channel";
  }

  /** The dimension of a layer's output channels in its weights. */
  static int axis(NodeProto node, TensorProto weights) {
    if (node.getOpType().equals("Conv")) {
      return 0;
    }
    return Attributes.integer(node, "transB", 0) == 1 ? 0 : weights.getDimsCount() - 1;
  }
}
