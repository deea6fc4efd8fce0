package io.sensorium.model.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.sensorium.model.calibrate.Calibration;
import io.sensorium.model.calibrate.Calibrator;
import io.sensorium.model.calibrate.ChannelMeans;
import io.sensorium.model.equalize.Equalization;
import io.sensorium.model.graph.Attributes;
import io.sensorium.model.graph.Numbers;
import io.sensorium.model.graph.OnnxGraph;
import io.sensorium.model.graph.Tensors;
import io.sensorium.model.onnx.OnnxModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What graphs of other origin have that ours do not. */
class AnyGraphTest {
  private static final int VALUES = 2 * 8 * 8;

  /** Sums of products fit into 16 bits on every processor. */
  private static final WeightChoice REDUCED = new WeightChoice(7, true);

  private final SplittableRandom random = new SplittableRandom(11);

  @Test
  void anActivationThatIsAProductWithASigmoidRunsOnIntegers() {
    OnnxGraph graph = new OnnxGraph("silu");
    String conv = convolution(graph, graph.input("x", 2, 8, 8), 2, 8);
    String silu = graph.add("Mul", List.of(conv, graph.add("Sigmoid", List.of(conv))));
    graph.output(convolution(graph, silu, 8, 4), "y", 4, 8, 8);

    ModelProto steps = quantized(graph.build(), REDUCED);

    assertThat(operators(steps))
        .containsEntry("QLinearConv", 2L)
        .containsEntry("QLinearSigmoid", 1L)
        .containsEntry("QLinearMul", 1L);
    assertClose(graph.build(), steps, 0.05);
  }

  @Test
  void whatFollowsTheLastLayerStaysInFloat() {
    OnnxGraph graph = new OnnxGraph("tail");
    String x = graph.input("x", 2, 8, 8);
    String large = convolution(graph, x, 2, 2);
    String small = graph.add("Sigmoid", List.of(convolution(graph, x, 2, 2)));
    graph.output(
        graph.add("Concat", List.of(large, small), Attributes.integer("axis", 1)), "y", 4, 8, 8);

    Map<String, Long> operators = operators(quantized(graph.build(), REDUCED));

    assertThat(operators).containsEntry("Concat", 1L).containsEntry("Sigmoid", 1L);
    assertThat(operators).containsEntry("QLinearConv", 2L);
  }

  @Test
  void aSubgraphStillReadsWhatItCaptures() {
    // given a branch that gives out a convolution's values and a constant of the graph outside
    OnnxGraph graph = new OnnxGraph("if");
    String conv = convolution(graph, graph.input("x", 2, 8, 8), 2, 4);
    String weights = graph.constant(tensor("shared", 4, 4, 1, 1));
    String next = graph.add("Conv", List.of(conv, weights));
    String yes = graph.constant(bool("yes"));
    String chosen =
        graph.add(
            "If",
            List.of(yes),
            branch("then_branch", "Add", conv, next),
            branch("else_branch", "Conv", conv, weights));
    graph.output(chosen, "y", 4, 8, 8);
    ModelProto floats = graph.build();

    // when
    ModelProto steps = quantized(floats, REDUCED);

    // then
    assertThat(new QuantizationPlan(floats.getGraph(), Set.of()).layers())
        .extracting(PlannedLayer::floatBecause)
        .containsExactly("a subgraph reads its output", "a subgraph reads its output");
    assertClose(floats, steps, 1e-6);
  }

  @Test
  void aChannelWithoutWeightsKeepsItsBias() {
    OnnxGraph graph = new OnnxGraph("dead");
    String x = graph.input("x", 2, 8, 8);
    TensorProto weights = Tensors.floats("w", new float[] {1, 1, 0, 0}, 2, 2, 1, 1);
    TensorProto bias = Tensors.floats("b", new float[] {0, 0.75f}, 2);
    graph.output(
        graph.add("Conv", List.of(x, graph.constant(weights), graph.constant(bias))), "y", 2, 8, 8);

    assertClose(graph.build(), quantized(graph.build(), REDUCED), 0.02);
  }

  @Test
  void aLayerInFloatReadsFloatsWhereThereAreSome() {
    // given a value that comes in float and goes to a convolution and to an operator in float
    OnnxGraph graph = new OnnxGraph("both");
    String sine = graph.add("Sin", List.of(graph.input("x", 2, 8, 8)));
    String conv = convolution(graph, sine, 2, 2);
    graph.output(graph.add("Sub", List.of(conv, graph.add("Cos", List.of(sine)))), "y", 2, 8, 8);

    ModelProto steps = quantized(graph.build(), REDUCED);

    NodeProto cosine =
        steps.getGraph().getNodeList().stream()
            .filter(n -> n.getOpType().equals("Cos"))
            .findFirst()
            .orElseThrow();
    assertThat(cosine.getInput(0)).isEqualTo(sine);
  }

  @Test
  void weightsTakeTheBitsAndScalesAskedFor() {
    OnnxGraph graph = new OnnxGraph("weights");
    graph.output(convolution(graph, graph.input("x", 2, 8, 8), 2, 8), "y", 8, 8, 8);

    ModelProto seven = quantized(graph.build(), REDUCED);
    ModelProto one = quantized(graph.build(), new WeightChoice(7, false));

    for (byte step : steps(seven).getRawData().toByteArray()) {
      assertThat((int) step).isBetween(-63, 63);
    }
    assertThat(scalesOfWeights(seven)).isEqualTo(8);
    assertThat(scalesOfWeights(one)).isEqualTo(1);
    assertThat(operators(one)).containsEntry("QLinearConv", 1L);
    assertClose(graph.build(), seven, 0.1);
    assertClose(graph.build(), one, 0.1);
  }

  private static TensorProto steps(ModelProto model) {
    return model.getGraph().getInitializerList().stream()
        .filter(t -> t.getDataType() == TensorProto.DataType.INT8.getNumber())
        .filter(t -> t.getDimsCount() == 4)
        .findFirst()
        .orElseThrow();
  }

  private static int scalesOfWeights(ModelProto model) {
    String scale = steps(model).getName().replace("_steps", "_scale");
    return model.getGraph().getInitializerList().stream()
        .filter(t -> t.getName().equals(scale))
        .map(t -> Tensors.floats(t).length)
        .findFirst()
        .orElseThrow();
  }

  private static AttributeProto branch(String name, String operator, String... reads) {
    GraphProto.Builder graph = GraphProto.newBuilder().setName(name);
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(operator)
            .addAllInput(List.of(reads))
            .addOutput(name + "_out"));
    graph
        .addOutputBuilder()
        .setName(name + "_out")
        .getTypeBuilder()
        .getTensorTypeBuilder()
        .setElemType(1);
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.GRAPH)
        .setG(graph)
        .build();
  }

  private static TensorProto bool(String name) {
    return Tensors.unsignedBytes(name, new byte[] {1}).toBuilder()
        .setDataType(TensorProto.DataType.BOOL.getNumber())
        .build();
  }

  private String convolution(OnnxGraph graph, String x, int in, int out) {
    String weights = graph.constant(tensor(graph.fresh("w"), out, in, 3, 3));
    String bias = graph.constant(tensor(graph.fresh("b"), out));
    return graph.add("Conv", List.of(x, weights, bias), Attributes.integers("pads", 1, 1, 1, 1));
  }

  private TensorProto tensor(String name, long... dimensions) {
    int length = 1;
    for (long d : dimensions) {
      length *= (int) d;
    }
    return Tensors.floats(name, values(length, 0.2), dimensions);
  }

  private float[] values(int length, double size) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (size * random.nextDouble(-1, 1));
    }
    return values;
  }

  /** With all that is done for accuracy. */
  private ModelProto quantized(ModelProto given, WeightChoice choice) {
    List<Map<String, float[]>> batches = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      batches.add(Map.of("x", values(4 * VALUES, 1)));
    }
    List<Map<String, Numbers>> samples = Calibrator.samples(batches);
    ModelProto floats = Equalization.of(given, OnnxModel::of, samples, choice);
    QuantizationPlan plan = new QuantizationPlan(floats.getGraph(), Set.of());
    Map<String, Range> ranges =
        new Calibrator(OnnxModel::of)
            .ranges(floats, plan.activations(), samples, Calibration.MIN_MAX);
    Map<String, InputMeans> means = ChannelMeans.of(floats, plan, ranges, OnnxModel::of, samples);
    return StaticQuantizer.quantize(floats, plan, ranges, choice, means);
  }

  private void assertClose(ModelProto floats, ModelProto steps, double tolerance) {
    float[] x = values(VALUES, 1);
    try (OnnxModel exact = OnnxModel.of(floats.toByteArray());
        OnnxModel coarse = OnnxModel.of(steps.toByteArray())) {
      float[] expected = exact.run(Map.of("x", x)).getOrDefault("y", new float[0]);
      assertThat(expected).isNotEmpty();
      assertThat(coarse.run(Map.of("x", x)).getOrDefault("y", new float[0]))
          .containsExactly(expected, within((float) tolerance));
    }
  }

  private static Map<String, Long> operators(ModelProto model) {
    return OnnxModel.optimised(model).getGraph().getNodeList().stream()
        .collect(Collectors.groupingBy(NodeProto::getOpType, TreeMap::new, Collectors.counting()));
  }
}
