package io.sensorium.model.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.model.calibrate.Calibration;
import io.sensorium.model.calibrate.Calibrator;
import io.sensorium.model.calibrate.ChannelMeans;
import io.sensorium.model.graph.Attributes;
import io.sensorium.model.graph.Numbers;
import io.sensorium.model.graph.OnnxGraph;
import io.sensorium.model.graph.Tensors;
import io.sensorium.model.onnx.OnnxModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BiasCorrectionTest {
  private static final int CHANNELS = 4;

  /** Of every value that samples have. */
  private static final Range ALL = new Range(0, 8);

  private static final Range FOUR = new Range(0, 4);

  /** 7 bits: sums fit on every processor. */
  private static final WeightChoice WEIGHTS = new WeightChoice(7, true);

  private final SplittableRandom random = new SplittableRandom(5);

  @ParameterizedTest
  @CsvSource({
    "1, 1, 8, true",
    "1, 2, 8, false",
    "3, 1, 2, true",
    "3, 2, 3, true",
    "3, 4, 8, false"
  })
  void meansOfOutputsComeBack(int kernel, int groups, int side, boolean biased) {
    // given values whose means differ by channel, and weights that rounding moves to one side
    ModelProto floats = convolution(kernel, groups, side, biased);
    List<Map<String, Numbers>> samples = samples(side);

    double plain = shift(floats, quantized(floats, samples, false), samples);
    double corrected = shift(floats, quantized(floats, samples, true), samples);

    assertThat(plain).isGreaterThan(0.1);
    assertThat(corrected).isLessThan(plain / 5);
  }

  @Test
  void whatIsClippedMovesNothingElse() {
    ModelProto floats = convolution(1, 1, 8, true);
    List<Map<String, Numbers>> samples = samples(8);
    Map<String, InputMeans> wide = means(floats, samples, ALL);
    samples.add(Map.of("x", Numbers.rows(filled(CHANNELS * 8 * 8, 1000))));
    Map<String, InputMeans> clipped = means(floats, samples, ALL);

    for (int c = 0; c < CHANNELS; c++) {
      float before = Objects.requireNonNull(wide.get("x")).of(c);
      float after = Objects.requireNonNull(clipped.get("x")).of(c);
      assertThat(after).isCloseTo((64 * before + 8) / 65, within(0.01f));
    }
  }

  @Test
  void aGemmIsCorrectedWhicheverWayItsWeightsLie() {
    OnnxGraph graph = new OnnxGraph("gemm");
    String x = graph.input("x", CHANNELS);
    String weights = graph.constant(Tensors.floats("w", values(8), 8 / CHANNELS, CHANNELS));
    graph.output(
        graph.add("Gemm", List.of(x, weights), Attributes.integer("transB", 1)), "y", 8 / CHANNELS);
    ModelProto floats = graph.build();
    List<Map<String, Numbers>> samples = samples(1);

    double plain = shift(floats, quantized(floats, samples, false), samples);
    double corrected = shift(floats, quantized(floats, samples, true), samples);

    assertThat(corrected).isLessThan(plain / 5);
  }

  @Test
  void samplesOfSeveralRowsCountEachRowAndEmptyOnesNone() {
    OnnxGraph graph = new OnnxGraph("rows");
    String x = graph.input("x", 2);
    String weights = graph.constant(Tensors.floats("w", new float[] {1, 2, 3, 4}, 2, 2));
    graph.output(graph.add("Gemm", List.of(x, weights)), "y", 2);
    ModelProto floats = graph.build();
    Map<String, Numbers> rows = Map.of("x", Numbers.of(new float[] {1, 2, 3, 6}, List.of(2L, 2L)));
    Map<String, Numbers> undeclared = Map.of("x", Numbers.rows(new float[] {1, 2, 3, 6}));
    Map<String, Numbers> none = Map.of("x", Numbers.of(new float[0], List.of(0L, 2L)));

    for (Map<String, Numbers> sample : List.of(rows, undeclared)) {
      InputMeans means = Objects.requireNonNull(means(floats, List.of(none, sample), FOUR).get(x));
      assertThat(List.of(means.of(0), means.of(1))).containsExactly(2f, 3f);
    }
    assertThat(means(floats, List.of(none), FOUR)).isEmpty();
  }

  @Test
  void placesThatReadOnlyTheZerosAroundAMapCountLess() {
    // A kernel of 3 on 4 positions with a zero at either end: the first place reads 3 of 4 values.
    ModelProto floats = convolution(3, 1, 4, false);

    double[] shares =
        TapShares.of(
            floats.getGraph().getNode(0), floats.getGraph().getInitializer(0), List.of(4, 4));

    assertThat(shares)
        .containsExactly(
            new double[] {0.5625, 0.75, 0.5625, 0.75, 1, 0.75, 0.5625, 0.75, 0.5625},
            within(1e-12));
  }

  private static Map<String, InputMeans> means(
      ModelProto floats, List<Map<String, Numbers>> samples, Range range) {
    QuantizationPlan plan = new QuantizationPlan(floats.getGraph(), Set.of());
    Map<String, Range> ranges = new HashMap<>();
    plan.activations().forEach(a -> ranges.put(a, ALL));
    ranges.put("x", range);
    return ChannelMeans.of(floats, plan, ranges, OnnxModel::of, samples);
  }

  private static ModelProto quantized(
      ModelProto floats, List<Map<String, Numbers>> samples, boolean correct) {
    QuantizationPlan plan = new QuantizationPlan(floats.getGraph(), Set.of());
    Map<String, Range> ranges =
        new Calibrator(OnnxModel::of)
            .ranges(floats, plan.activations(), samples, Calibration.MIN_MAX);
    ranges.put("x", ALL);
    Map<String, InputMeans> means =
        correct ? ChannelMeans.of(floats, plan, ranges, OnnxModel::of, samples) : Map.of();
    return StaticQuantizer.quantize(floats, plan, ranges, WEIGHTS, means);
  }

  /** The largest difference of the means of an output's channels. */
  private static double shift(
      ModelProto floats, ModelProto steps, List<Map<String, Numbers>> samples) {
    double[] differences = new double[CHANNELS];
    try (OnnxModel one = OnnxModel.of(floats.toByteArray());
        OnnxModel other = OnnxModel.of(steps.toByteArray())) {
      for (Map<String, Numbers> sample : samples) {
        Numbers expected = Objects.requireNonNull(one.answer(sample).get("y"));
        float[] found = Objects.requireNonNull(other.answer(sample).get("y")).values();
        int channels = Math.toIntExact(Objects.requireNonNull(expected.dims()).get(1));
        int positions = found.length / channels;
        for (int i = 0; i < found.length; i++) {
          differences[i / positions] +=
              ((double) found[i] - expected.values()[i]) / positions / samples.size();
        }
      }
    }
    double largest = 0;
    for (double difference : differences) {
      largest = Math.max(largest, Math.abs(difference));
    }
    return largest;
  }

  /** One padded convolution. */
  private ModelProto convolution(int kernel, int groups, int side, boolean biased) {
    OnnxGraph graph = new OnnxGraph("network");
    String x = graph.input("x", CHANNELS, side, side);
    List<String> inputs = new ArrayList<>();
    inputs.add(x);
    int size = CHANNELS * CHANNELS / groups * kernel * kernel;
    inputs.add(
        graph.constant(
            Tensors.floats("w", values(size), CHANNELS, CHANNELS / groups, kernel, kernel)));
    if (biased) {
      inputs.add(graph.constant(Tensors.floats("b", new float[] {1, -1, 2, 0}, CHANNELS)));
    }
    int pad = kernel / 2;
    AttributeProto[] attributes = {
      Attributes.integers("kernel_shape", kernel, kernel),
      Attributes.integers("pads", pad, pad, pad, pad),
      Attributes.integer("group", groups)
    };
    graph.output(graph.add("Conv", inputs, attributes), "y", CHANNELS, side, side);
    return graph.build();
  }

  /** Weights of which most lie a bit above half a step, and others far off, which set the step. */
  private float[] values(int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = i % 5 == 0 ? 6.3f + 0.4f * (i % 3) : 0.05f + 0.002f * random.nextInt(12);
    }
    return values;
  }

  private static float[] filled(int size, float value) {
    float[] values = new float[size];
    Arrays.fill(values, value);
    return values;
  }

  /** Channel c has a mean of c + 1. */
  private List<Map<String, Numbers>> samples(int side) {
    List<Map<String, Numbers>> samples = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      float[] values = new float[CHANNELS * side * side];
      for (int j = 0; j < values.length; j++) {
        values[j] = 1 + j / (side * side) + 0.2f * (float) random.nextGaussian();
      }
      samples.add(Map.of("x", Numbers.rows(values)));
    }
    return samples;
  }
}
