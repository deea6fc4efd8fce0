package io.sensorium.model.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnxruntime.OrtException;
import io.sensorium.model.calibrate.Calibration;
import io.sensorium.model.calibrate.Calibrator;
import io.sensorium.model.graph.Attributes;
import io.sensorium.model.graph.OnnxGraph;
import io.sensorium.model.graph.Tensors;
import io.sensorium.model.onnx.OnnxModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaticQuantizerTest {
  /**
   * Processors without VNNI add two products in 16 bits and cut them off there: 0.07 on one of
   * them, below 0.06 on those with it.
   */
  private static final double TOLERANCE = 0.1;

  private final SplittableRandom random = new SplittableRandom(1);

  @Test
  void aConvolutionalNetworkRunsOnIntegersThroughout(@TempDir Path folder) throws Exception {
    ModelProto floats = network();
    ModelProto steps = quantized(floats, Set.of(), Calibration.MIN_MAX);

    Map<String, Long> operators = optimisedOperators(steps, folder);

    assertThat(operators)
        .containsEntry("QLinearConv", 3L)
        .containsEntry("QGemm", 1L)
        .containsEntry("QuantizeLinear", 1L)
        .containsEntry("QLinearConcat", 1L)
        .doesNotContainKeys("Conv", "Relu", "Gemm", "DequantizeLinear");
  }

  @Test
  void outputsStayCloseToThoseInFloat() throws Exception {
    ModelProto floats = network();

    assertThat(largestError(floats, quantized(floats, Set.of(), Calibration.MIN_MAX)))
        .isLessThan(TOLERANCE);
    assertThat(largestError(floats, quantized(floats, Set.of(), Calibration.percentile(0.9999))))
        .isLessThan(TOLERANCE);
  }

  @Test
  void aLayerCanBeKeptInFloat(@TempDir Path folder) throws Exception {
    ModelProto floats = network();
    Set<String> first =
        floats.getGraph().getNodeList().stream()
            .filter(n -> n.getOpType().equals("Conv"))
            .map(NodeProto::getName)
            .limit(1)
            .collect(Collectors.toSet());

    Map<String, Long> operators =
        optimisedOperators(quantized(floats, first, Calibration.MIN_MAX), folder);

    assertThat(operators).containsEntry("QLinearConv", 2L);
    assertThat(operators.keySet()).containsAnyOf("Conv", "FusedConv");
  }

  @Test
  void valuesThatAreOnlyMovedShareAScale() {
    OnnxGraph graph = new OnnxGraph("moves");
    String left = graph.input("left", 4);
    String right = graph.input("right", 4);
    String both = graph.add("Concat", List.of(left, right), Attributes.integer("axis", 1));
    String weights = graph.constant(tensor("w", 0.5, 8, 2));
    graph.output(graph.add("Gemm", List.of(both, weights)), "y", 2);
    ModelProto floats = graph.build();
    QuantizationPlan plan = new QuantizationPlan(floats.getGraph(), Set.of());

    Map<String, Range> ranges =
        plan.shared(Map.of(left, new Range(-1, 1), right, new Range(0, 6), both, new Range(-1, 6)));

    assertThat(plan.activations()).containsExactlyInAnyOrder(left, right, both);
    assertThat(ranges.values()).containsOnly(new Range(-1, 6));
  }

  @Test
  void aRangeThatNobodyMeasuredIsAskedFor() {
    ModelProto floats = network();
    QuantizationPlan plan = new QuantizationPlan(floats.getGraph(), Set.of());

    assertThatThrownBy(() -> StaticQuantizer.quantize(floats, plan, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("calibrate it");
  }

  @Test
  void rangesAreRoundedOutwardToEightBits() {
    Range range = new Range(-1.2345678f, 5.4321f).rounded();

    assertThat(range.low()).isLessThanOrEqualTo(-1.2345678f).isGreaterThan(-1.25f);
    assertThat(range.high()).isGreaterThanOrEqualTo(5.4321f).isLessThan(5.5f);
    assertThat(range.rounded()).isEqualTo(range);
  }

  /** Three convolutions, a pool, two ways that join, and a dense layer. */
  private ModelProto network() {
    OnnxGraph graph = new OnnxGraph("tiny");
    String x = graph.input("x", 3, 16, 16);
    String first = graph.add("Relu", List.of(convolution(graph, x, 3, 8)));
    String pooled =
        graph.add(
            "MaxPool",
            List.of(first),
            Attributes.integers("kernel_shape", 2, 2),
            Attributes.integers("strides", 2, 2));
    String left = graph.add("Relu", List.of(convolution(graph, pooled, 8, 8)));
    String right = graph.add("Relu", List.of(convolution(graph, pooled, 8, 8)));
    String both = graph.add("Concat", List.of(left, right), Attributes.integer("axis", 1));
    String flat = graph.add("Flatten", List.of(both), Attributes.integer("axis", 1));
    String weights = graph.constant(tensor(graph.fresh("w"), 0.05, 16 * 64, 4));
    String bias = graph.constant(tensor(graph.fresh("b"), 0.1, 4));
    graph.output(graph.add("Gemm", List.of(flat, weights, bias)), "y", 4);
    return graph.build();
  }

  private String convolution(OnnxGraph graph, String x, int in, int out) {
    String weights = graph.constant(tensor(graph.fresh("w"), 0.2, out, in, 3, 3));
    String bias = graph.constant(tensor(graph.fresh("b"), 0.1, out));
    return graph.add(
        "Conv",
        List.of(x, weights, bias),
        Attributes.integers("kernel_shape", 3, 3),
        Attributes.integers("pads", 1, 1, 1, 1));
  }

  private TensorProto tensor(String name, double size, long... dimensions) {
    int length = 1;
    for (long d : dimensions) {
      length *= (int) d;
    }
    return Tensors.floats(name, values(length, size), dimensions);
  }

  private float[] values(int length, double size) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (size * random.nextDouble(-1, 1));
    }
    return values;
  }

  private ModelProto quantized(ModelProto floats, Set<String> keepFloat, Calibration calibration) {
    QuantizationPlan plan = new QuantizationPlan(floats.getGraph(), keepFloat);
    List<Map<String, float[]>> batches = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      batches.add(Map.of("x", values(4 * 3 * 256, 1)));
    }
    Map<String, Range> ranges =
        new Calibrator(StaticQuantizerTest::open)
            .ranges(floats, plan.activations(), Calibrator.samples(batches), calibration);
    return StaticQuantizer.quantize(floats, plan, ranges);
  }

  private double largestError(ModelProto floats, ModelProto steps) {
    float[] input = values(8 * 3 * 256, 1);
    try (OnnxRunner exact = open(floats.toByteArray());
        OnnxRunner coarse = open(steps.toByteArray())) {
      float[] expected = exact.run(Map.of("x", input)).getOrDefault("y", new float[0]);
      float[] found = coarse.run(Map.of("x", input)).getOrDefault("y", new float[0]);
      double largest = 0;
      for (int i = 0; i < expected.length; i++) {
        largest = Math.max(largest, Math.abs(expected[i] - found[i]));
      }
      return largest;
    }
  }

  private static Map<String, Long> optimisedOperators(ModelProto model, Path folder)
      throws Exception {
    Path file = folder.resolve("optimised.onnx");
    OnnxModel.open(model.toByteArray(), file).close();
    ModelProto optimised = ModelProto.parseFrom(Files.readAllBytes(file));
    return optimised.getGraph().getNodeList().stream()
        .collect(Collectors.groupingBy(NodeProto::getOpType, TreeMap::new, Collectors.counting()));
  }

  private static OnnxRunner open(byte[] model) {
    try {
      return OnnxModel.open(model);
    } catch (OrtException e) {
      throw new AssertionError(e);
    }
  }
}
