package io.sensorium.model.quantize;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BiasCorrectionTest {
  private static final int SIZE = 8;
  private static final int CHANNELS = 4;

  /** Of every value that samples have. */
  private static final Range ALL = new Range(0, 2.5f);

  /** 7 bits: sums fit on every processor. */
  private static final WeightChoice WEIGHTS = new WeightChoice(7, true);

  private final SplittableRandom random = new SplittableRandom(5);

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void meansOfOutputsComeBack(boolean biased) {
    // given weights that rounding moves to one side, on values that are far from 0 on average
    ModelProto floats = convolution(biased);
    List<Map<String, Numbers>> samples = samples(CHANNELS * SIZE * SIZE);

    double plain = shift(floats, quantized(floats, samples, ALL, false), samples);
    double corrected = shift(floats, quantized(floats, samples, ALL, true), samples);

    assertThat(plain).isGreaterThan(0.05);
    assertThat(corrected).isLessThan(plain / 10);
  }

  @Test
  void whatClippingTakesIsGivenBack() {
    ModelProto floats = convolution(true);
    List<Map<String, Numbers>> samples = samples(CHANNELS * SIZE * SIZE);
    Range narrow = new Range(0, 1.1f);

    double plain = shift(floats, quantized(floats, samples, narrow, false), samples);
    double corrected = shift(floats, quantized(floats, samples, narrow, true), samples);

    assertThat(corrected).isLessThan(plain / 4);
  }

  @Test
  void samplesOfSeveralRowsCountEachRow() {
    OnnxGraph graph = new OnnxGraph("rows");
    String x = graph.input("x", 2);
    String weights = graph.constant(Tensors.floats("w", new float[] {1, 2, 3, 4}, 2, 2));
    graph.output(graph.add("Gemm", List.of(x, weights)), "y", 2);
    ModelProto floats = graph.build();
    QuantizationPlan plan = new QuantizationPlan(floats.getGraph(), Set.of());

    InputMeans means =
        Objects.requireNonNull(
            ChannelMeans.of(
                    floats,
                    plan,
                    Map.of(x, new Range(0, 4)),
                    OnnxModel::of,
                    List.of(Map.of("x", Numbers.of(new float[] {1, 2, 3, 6}, List.of(2L, 2L)))))
                .get(x));

    assertThat(List.of(means.floats(0), means.floats(1))).containsExactly(2f, 4f);
    assertThat(List.of(means.clipped(0), means.clipped(1))).containsExactly(2f, 3f);
  }

  private static ModelProto quantized(
      ModelProto floats, List<Map<String, Numbers>> samples, Range ofInput, boolean correct) {
    QuantizationPlan plan = new QuantizationPlan(floats.getGraph(), Set.of());
    Map<String, Range> ranges =
        new Calibrator(OnnxModel::of)
            .ranges(floats, plan.activations(), samples, Calibration.MIN_MAX);
    ranges.put("x", ofInput);
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
        float[] expected = Objects.requireNonNull(one.answer(sample).get("y")).values();
        float[] found = Objects.requireNonNull(other.answer(sample).get("y")).values();
        int positions = expected.length / CHANNELS;
        for (int i = 0; i < expected.length; i++) {
          differences[i / positions] += (found[i] - expected[i]) / positions / samples.size();
        }
      }
    }
    double largest = 0;
    for (double difference : differences) {
      largest = Math.max(largest, Math.abs(difference));
    }
    return largest;
  }

  /** One convolution of 1 x 1, so that every output is a mean of inputs. */
  private ModelProto convolution(boolean biased) {
    OnnxGraph graph = new OnnxGraph("network");
    String x = graph.input("x", CHANNELS, SIZE, SIZE);
    float[] weights = new float[CHANNELS * CHANNELS];
    for (int i = 0; i < weights.length; i++) {
      // One large value sets the step; the others lie a bit above half a step.
      weights[i] = i % CHANNELS == 0 ? 6.3f : 0.056f;
    }
    List<String> inputs = new ArrayList<>();
    inputs.add(x);
    inputs.add(graph.constant(Tensors.floats("w", weights, CHANNELS, CHANNELS, 1, 1)));
    if (biased) {
      inputs.add(graph.constant(Tensors.floats("b", new float[] {1, -1, 2, 0}, CHANNELS)));
    }
    graph.output(
        graph.add("Conv", inputs, Attributes.integers("kernel_shape", 1, 1)),
        "y",
        CHANNELS,
        SIZE,
        SIZE);
    return graph.build();
  }

  private List<Map<String, Numbers>> samples(int size) {
    List<Map<String, Numbers>> samples = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      float[] values = new float[size];
      for (int j = 0; j < size; j++) {
        values[j] = 1 + 0.2f * (float) random.nextGaussian();
      }
      samples.add(Map.of("x", Numbers.rows(values)));
    }
    return samples;
  }
}
