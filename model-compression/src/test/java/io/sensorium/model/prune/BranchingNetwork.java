package io.sensorium.model.prune;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.model.graph.Attributes;
import io.sensorium.model.graph.OnnxGraph;
import io.sensorium.model.graph.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A convolutional network with all that channels are followed through: batch norms, a residual Add,
 * a depthwise convolution, a Concat, pools, gates, and a dense end. Every odd channel of a product
 * is made of zeros, so that it can go and nothing changes.
 */
final class BranchingNetwork {
  static final int CHANNELS = 8;

  private final OnnxGraph graph = new OnnxGraph("branching");
  private final SplittableRandom random = new SplittableRandom(1);

  private BranchingNetwork() {}

  static ModelProto build() {
    return new BranchingNetwork().model();
  }

  private ModelProto model() {
    String stem = graph.add("Relu", List.of(norm(convolution(graph.input("x", 3, 8, 8), 3))));
    String residual =
        convolution(graph.add("Relu", List.of(convolution(stem, CHANNELS))), CHANNELS);
    String sum = graph.add("Add", List.of(stem, residual));
    String left = graph.add("Relu", List.of(depthwise(sum)));
    String right = gated(convolution(sum, CHANNELS));
    String both = graph.add("Concat", List.of(left, right), Attributes.integer("axis", 1));
    String pooled =
        graph.add(
            "MaxPool",
            List.of(both),
            Attributes.integers("kernel_shape", 4, 4),
            Attributes.integers("strides", 4, 4));
    String shape = graph.constant(Tensors.longs("flat", new long[] {0, 2 * CHANNELS * 4}, 2));
    String flat = graph.add("Reshape", List.of(pooled, shape));
    String hidden = graph.add("Relu", List.of(dense(flat, 2 * CHANNELS * 4, CHANNELS, true)));
    graph.output(dense(hidden, CHANNELS, 5, false), "y", 5);
    return graph.build();
  }

  /** Scales each channel by a number that follows from its mean, as in squeeze and excitation. */
  private String gated(String x) {
    String mean = graph.add("GlobalAveragePool", List.of(x));
    return graph.add("Mul", List.of(x, graph.add("Sigmoid", List.of(convolution(mean, CHANNELS)))));
  }

  private String convolution(String x, int channels) {
    return convolution(x, channels, Attributes.integers("pads", 1, 1, 1, 1));
  }

  private String depthwise(String x) {
    return convolution(
        x, 1, Attributes.integers("pads", 1, 1, 1, 1), Attributes.integer("group", CHANNELS));
  }

  private String convolution(String x, int channels, AttributeProto... attributes) {
    int taps = channels * 9;
    List<String> inputs = new ArrayList<>(List.of(x));
    inputs.add(constant("w", oddZeros(CHANNELS, taps, 1), CHANNELS, channels, 3, 3));
    inputs.add(constant("b", oddZeros(CHANNELS, 1, 1), CHANNELS));
    return graph.add("Conv", inputs, attributes);
  }

  private String dense(String x, int in, int out, boolean zeros) {
    float[] weights = zeros ? oddZeros(out, 1, in) : values(in * out);
    float[] bias = zeros ? oddZeros(out, 1, 1) : values(out);
    return graph.add("Gemm", List.of(x, constant("w", weights, in, out), constant("b", bias, out)));
  }

  private String norm(String x) {
    float[] ones = new float[CHANNELS];
    Arrays.fill(ones, 1);
    return graph.add(
        "BatchNormalization",
        List.of(
            x,
            constant("scale", oddZeros(CHANNELS, 1, 1), CHANNELS),
            constant("shift", oddZeros(CHANNELS, 1, 1), CHANNELS),
            constant("mean", values(CHANNELS), CHANNELS),
            constant("variance", ones, CHANNELS)));
  }

  /** Values [outer][channels][inner] with nothing in odd channels. */
  private float[] oddZeros(int channels, int inner, int outer) {
    float[] values = values(outer * channels * inner);
    for (int i = 0; i < values.length; i++) {
      values[i] = i / inner % channels % 2 == 1 ? 0 : values[i];
    }
    return values;
  }

  private float[] values(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextDouble(-0.5, 0.5);
    }
    return values;
  }

  private String constant(String stem, float[] values, long... dimensions) {
    return graph.constant(Tensors.floats(graph.fresh(stem), values, dimensions));
  }
}
