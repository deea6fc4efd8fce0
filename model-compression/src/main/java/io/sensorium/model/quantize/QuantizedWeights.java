package io.sensorium.model.quantize;

import ai.onnx.proto.OnnxMl.TensorProto;
import io.sensorium.model.graph.Tensors;
import java.util.Arrays;

/** Weights as signed steps, symmetric, with one scale or one for each output channel. */
final class QuantizedWeights {
  private static final float SMALLEST = 1e-8f;

  /** Steps of a bias, which is 32 bits wide, with room for what is added to it. */
  private static final float MOST_BIAS_STEPS = 1 << 30;

  private final byte[] steps;
  private final float[] scales;
  private final long[] dimensions;

  /** The value that a place stands for. */
  float value(int place, int channel) {
    return steps[place] * scales[channel];
  }

  private QuantizedWeights(byte[] steps, float[] scales, long[] dimensions) {
    this.steps = steps;
    this.scales = scales;
    this.dimensions = dimensions;
  }

  /**
   * @param axis the dimension of the output channels
   * @param floors the smallest scale that each channel may have
   */
  static QuantizedWeights of(TensorProto weights, int axis, WeightChoice choice, float[] floors) {
    float[] values = Tensors.floats(weights);
    long[] dimensions = weights.getDimsList().stream().mapToLong(Long::longValue).toArray();
    int channels = (int) dimensions[axis];
    int inner = 1;
    for (int d = axis + 1; d < dimensions.length; d++) {
      inner *= (int) dimensions[d];
    }
    float limit = choice.limit();
    float[] scales = new float[channels];
    for (int i = 0; i < values.length; i++) {
      int channel = i / inner % channels;
      scales[channel] = Math.max(scales[channel], Math.abs(values[i]));
    }
    for (int c = 0; c < channels; c++) {
      scales[c] = Math.max(Math.max(scales[c], SMALLEST) / limit, floors[c]);
    }
    if (!choice.perChannel()) {
      float largest = 0;
      for (float scale : scales) {
        largest = Math.max(largest, scale);
      }
      Arrays.fill(scales, largest);
    }
    byte[] steps = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      double step = Math.rint(values[i] / scales[i / inner % channels]);
      steps[i] = (byte) Math.max(-limit, Math.min(limit, step));
    }
    return new QuantizedWeights(steps, scales, dimensions);
  }

  /** The smallest scales of weights with which the bias of a layer fits into 32 bits. */
  static float[] floors(float[] bias, float inputScale) {
    float[] floors = new float[bias.length];
    for (int c = 0; c < floors.length; c++) {
      floors[c] = Math.abs(bias[c]) / (inputScale * MOST_BIAS_STEPS);
    }
    return floors;
  }

  /** Row-major, as the weights were. */
  byte[] steps() {
    return steps;
  }

  /** One for each output channel, all the same where the weights have but one. */
  float[] scales() {
    return scales;
  }

  long[] dimensions() {
    return dimensions;
  }

  /**
   * A bias in the steps of the products it is added to: their input's scale times each weight's.
   */
  int[] bias(float[] values, float inputScale) {
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
