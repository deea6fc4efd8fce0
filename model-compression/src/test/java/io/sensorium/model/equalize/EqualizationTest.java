package io.sensorium.model.equalize;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.model.calibrate.Watch;
import io.sensorium.model.graph.Attributes;
import io.sensorium.model.graph.Numbers;
import io.sensorium.model.graph.OnnxGraph;
import io.sensorium.model.graph.Tensors;
import io.sensorium.model.onnx.OnnxModel;
import io.sensorium.model.quantize.WeightChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EqualizationTest {
  private static final int CHANNELS = 8;
  private static final int SIDE = 6;

  private final SplittableRandom random = new SplittableRandom(3);
  private final OnnxGraph graph = new OnnxGraph("network");

  @Test
  void theFunctionStaysTheSameToTheLastBit() {
    String x = graph.input("x", CHANNELS, SIDE, SIDE);
    String wide = graph.add("Relu", List.of(convolution(x, CHANNELS, true)));
    String each = graph.add("LeakyRelu", List.of(convolution(wide, 1, true)));
    String pairs = graph.add("Relu", List.of(convolution(each, 2, true)));
    give(convolution(pairs, CHANNELS, false));
    ModelProto floats = graph.build();
    List<Map<String, Numbers>> samples = samples(CHANNELS * SIDE * SIDE);

    ModelProto equalized = Equalization.of(floats, OnnxModel::of, samples, WeightChoice.DEFAULT);

    assertThat(equalized).isNotEqualTo(floats);
    assertThat(answers(equalized, samples)).isDeepEqualTo(answers(floats, samples));
  }

  @Test
  void beforeADepthwiseConvolutionAllChannelsGetTheSameRange() {
    String x = graph.input("x", CHANNELS, SIDE, SIDE);
    String wide = graph.add("Relu", List.of(convolution(x, CHANNELS, true)));
    give(convolution(wide, 1, false));
    List<Map<String, Numbers>> samples = samples(CHANNELS * SIDE * SIDE);
    ModelProto floats = graph.build();

    ModelProto equalized = Equalization.of(floats, OnnxModel::of, samples, WeightChoice.DEFAULT);

    // Channels are 3^0 to 3^7 times as wide at first; factors are powers of 2.
    assertThat(apart(floats, wide, samples)).isGreaterThan(500);
    assertThat(apart(equalized, wide, samples)).isLessThan(2.01);
  }

  @Test
  void valuesThatOthersReadOrThatAFunctionBendsKeepTheirRanges() {
    String x = graph.input("x", CHANNELS, SIDE, SIDE);
    String first = graph.add("Relu", List.of(convolution(x, CHANNELS, true)));
    String sum = graph.add("Add", List.of(first, convolution(first, CHANNELS, false)));
    String bent = graph.add("Sigmoid", List.of(convolution(sum, CHANNELS, true)));
    give(convolution(bent, CHANNELS, false));
    ModelProto floats = graph.build();

    assertThat(
            Equalization.of(
                floats, OnnxModel::of, samples(CHANNELS * SIDE * SIDE), WeightChoice.DEFAULT))
        .isEqualTo(floats);
  }

  @Test
  void oneScaleForAllChannelsOfAWeightOrSharedWeightsLeaveAllAsItIs() {
    String x = graph.input("x", CHANNELS);
    String weights = weights(true, CHANNELS, CHANNELS);
    String first = graph.add("Relu", List.of(graph.add("Gemm", List.of(x, weights))));
    String second = graph.add("Relu", List.of(graph.add("Gemm", List.of(first, weights))));
    String third = graph.add("Gemm", List.of(second, weights(false, CHANNELS, CHANNELS)));
    String last = graph.add("Gemm", List.of(third, weights(false, CHANNELS, 2)));
    graph.output(last, "y", 2);
    ModelProto floats = graph.build();
    List<Map<String, Numbers>> samples = samples(CHANNELS);

    ModelProto equalized = Equalization.of(floats, OnnxModel::of, samples, WeightChoice.DEFAULT);

    assertThat(Pair.of(floats.getGraph())).extracting(Pair::between).containsExactly(third);
    assertThat(equalized.getGraph().getInitializer(0))
        .isEqualTo(floats.getGraph().getInitializer(0));
    assertThat(Equalization.of(floats, OnnxModel::of, samples, new WeightChoice(8, false)))
        .isEqualTo(floats);
  }

  @Test
  void denseLayersAreEqualizedWhereverTheirWeightsHaveTheirChannels() {
    String x = graph.input("x", 4);
    String first =
        graph.add("Relu", List.of(graph.add("Gemm", List.of(x, weights(true, 4, CHANNELS)))));
    String second =
        graph.add(
            "Gemm", List.of(first, weights(false, 2, CHANNELS)), Attributes.integer("transB", 1));
    graph.output(second, "y", 2);
    ModelProto floats = graph.build();
    List<Map<String, Numbers>> samples = samples(4);

    ModelProto equalized = Equalization.of(floats, OnnxModel::of, samples, WeightChoice.DEFAULT);

    assertThat(apart(equalized, first, samples)).isLessThan(apart(floats, first, samples) / 4);
    assertThat(answers(equalized, samples)).isDeepEqualTo(answers(floats, samples));
  }

  private void give(String value) {
    graph.output(value, "y", CHANNELS, SIDE, SIDE);
  }

  /**
   * A convolution of as many channels.
   *
   * @param inputs that each channel reads: 1, 2 or all
   * @param wide whether each channel is three times as wide as the one before
   */
  private String convolution(String x, int inputs, boolean wide) {
    float[] values = new float[CHANNELS * inputs * 9];
    float[] bias = new float[CHANNELS];
    for (int c = 0; c < CHANNELS; c++) {
      float factor = wide ? (float) Math.pow(3, c) : 1;
      bias[c] = factor * (float) random.nextGaussian();
      for (int i = 0; i < inputs * 9; i++) {
        values[c * inputs * 9 + i] = factor * (float) random.nextGaussian();
      }
    }
    String weights =
        graph.constant(Tensors.floats(graph.fresh("w"), values, CHANNELS, inputs, 3, 3));
    return graph.add(
        "Conv",
        List.of(x, weights, graph.constant(Tensors.floats(graph.fresh("b"), bias, CHANNELS))),
        Attributes.integers("kernel_shape", 3, 3),
        Attributes.integers("pads", 1, 1, 1, 1),
        Attributes.integer("group", CHANNELS / inputs));
  }

  private String weights(boolean wide, int rows, int columns) {
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      float factor = wide ? (float) Math.pow(3, i % columns) : 1;
      values[i] = factor * (float) random.nextGaussian();
    }
    return graph.constant(Tensors.floats(graph.fresh("w"), values, rows, columns));
  }

  private List<Map<String, Numbers>> samples(int size) {
    List<Map<String, Numbers>> samples = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      float[] values = new float[size];
      for (int j = 0; j < size; j++) {
        values[j] = (float) random.nextGaussian();
      }
      samples.add(Map.of("x", Numbers.rows(values)));
    }
    return samples;
  }

  private static float[][] answers(ModelProto model, List<Map<String, Numbers>> samples) {
    try (OnnxModel runner = OnnxModel.of(model.toByteArray())) {
      return samples.stream()
          .map(s -> Objects.requireNonNull(runner.answer(s).get("y")).values())
          .toArray(float[][]::new);
    }
  }

  /** How many times as far the widest channel of a value reaches as the narrowest. */
  private static double apart(ModelProto model, String value, List<Map<String, Numbers>> samples) {
    ChannelStatistics statistics = new ChannelStatistics(CHANNELS);
    new Watch(model, OnnxModel::of)
        .over(samples, Set.of(value), (name, values) -> statistics.widest(values));
    double narrowest = Double.POSITIVE_INFINITY;
    double widest = 0;
    for (int c = 0; c < CHANNELS; c++) {
      narrowest = Math.min(narrowest, statistics.largest(c));
      widest = Math.max(widest, statistics.largest(c));
    }
    return widest / narrowest;
  }
}
