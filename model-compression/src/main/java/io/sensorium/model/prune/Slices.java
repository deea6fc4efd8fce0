package io.sensorium.model.prune;

import ai.onnx.proto.OnnxMl.TensorProto;
import io.sensorium.model.graph.Tensors;

/** Parts of tensors. */
final class Slices {
  private Slices() {}

  /** How many values lie between two neighbours along an axis. */
  static int inner(long[] dimensions, int axis) {
    int inner = 1;
    for (int d = axis + 1; d < dimensions.length; d++) {
      inner *= (int) dimensions[d];
    }
    return inner;
  }

  /** A float tensor with some indices along an axis only. */
  static TensorProto of(TensorProto tensor, int axis, int[] indices) {
    float[] values = Tensors.floats(tensor);
    long[] dimensions = Tensors.dimensions(tensor);
    int inner = inner(dimensions, axis);
    int length = (int) dimensions[axis];
    int outer = values.length / inner / length;
    float[] part = new float[outer * indices.length * inner];
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < indices.length; i++) {
        int from = (o * length + indices[i]) * inner;
        System.arraycopy(values, from, part, (o * indices.length + i) * inner, inner);
      }
    }
    dimensions[axis] = indices.length;
    return Tensors.floats(tensor.getName(), part, dimensions);
  }
}
