package io.sensorium.model.quantize;

import ai.onnx.proto.OnnxMl.TensorProto;
import io.sensorium.model.graph.Tensors;

/** Weights as signed 8-bit steps, symmetric, with a scale for each output channel. */
final class QuantizedWeights {
  private static final float LIMIT = 127f;
  private static final float SMALLEST = 1e-8f;

  private final byte[] steps;
  private final float[] scales;
  private final long[] dimensions;

  private QuantizedWeights(byte[] steps, float[] scales, long[] dimensions) {
    this.steps = steps;
    this.scales = scales;
    this.dimensions = dimensions;
  }

  /**
   * @param axis the dimension of the output channels
   */
  static QuantizedWeights of(TensorProto weights, int axis) {
    float[] values = Tensors.floats(weights);
    long[] dimensions = weights.getDimsList().stream().mapToLong(Long::longValue).toArray();
    int channels = (int) dimensions[axis];
    int inner = 1;
    for (int d = axis + 1; d < dimensions.length; d++) {
      inner *= (int) dimensions[d];
    }
    float[] scales = new float[channels];
    for (int i = 0; i < values.length; i++) {
      int channel = i / inner % channels;
      scales[channel] = Math.max(scales[channel], Math.abs(values[i]));
    }
    for (int c = 0; c < channels; c++) {
      scales[c] = Math.max(scales[c], SMALLEST) / LIMIT;
    }
    byte[] steps = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      double step = Math.rint(values[i] / scales[i / inner % channels]);
      steps[i] = (byte) Math.max(-LIMIT, Math.min(LIMIT, step));
    }
    return new QuantizedWeights(steps, scales, dimensions);
  }

  /** Row-major, as the weights were. */
  byte[] steps() {
    return steps;
  }

  /** One for each output channel. */
  float[] scales() {
    return scales;
  }

  long[] dimensions() {
    return dimensions;
  }

  /**
   * A bias in the steps of the products it is added to: their input's scale times each weight's.
   */
  int[] bias(TensorProto bias, float inputScale) {
    float[] values = Tensors.floats(bias);
    int[] steps = new int[values.length];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = Math.round(values[i] / (inputScale * scales[i]));
    }
    return steps;
  }

  float[] biasScales(float inputScale) {
    float[] product = scales.clone();
    for (int i = 0; i < product.length; i++) {
      product[i] *= inputScale;
    }
    return product;
  }
}
