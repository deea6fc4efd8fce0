package io.sensorium.model.quantize;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.sensorium.model.graph.Attributes;

/** Where the channels of a layer are in its weights. */
public final class LayerShape {
  private final int outputs;
  private final int inputsEach;
  private final int kernel;
  private final int groups;
  private final boolean inputsFirst;

  /**
   * @param node a Conv, a Gemm or a MatMul with a matrix
   * @param weights of it
   */
  public LayerShape(NodeProto node, TensorProto weights) {
    inputsFirst = !node.getOpType().equals("Conv") && Attributes.integer(node, "transB", 0) == 0;
    int leading = (int) weights.getDims(0);
    int following = (int) weights.getDims(1);
    outputs = inputsFirst ? following : leading;
    inputsEach = inputsFirst ? leading : following;
    int size = 1;
    for (int d = 2; d < weights.getDimsCount(); d++) {
      size *= (int) weights.getDims(d);
    }
    kernel = size;
    groups = (int) Attributes.integer(node, "group", 1);
  }

  /** Output channels. */
  public int outputs() {
    return outputs;
  }

  /** Input channels, of all groups. */
  public int inputs() {
    return inputsEach * groups;
  }

  /** The output channel of a place in the weights. */
  public int output(int place) {
    return inputsFirst ? place % outputs : place / (inputsEach * kernel);
  }

  /** The input channel of a place in the weights. */
  public int input(int place) {
    if (inputsFirst) {
      return place / outputs;
    }
    int group = output(place) / (outputs / groups);
    return group * inputsEach + place / kernel % inputsEach;
  }
}
