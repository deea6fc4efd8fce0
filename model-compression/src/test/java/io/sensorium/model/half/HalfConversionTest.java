package io.sensorium.model.half;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.sensorium.model.graph.Attributes;
import io.sensorium.model.graph.ConstantForm;
import io.sensorium.model.graph.Numbers;
import io.sensorium.model.graph.OnnxGraph;
import io.sensorium.model.graph.Tensors;
import io.sensorium.model.onnx.Agreement;
import io.sensorium.model.onnx.GraphValues;
import io.sensorium.model.onnx.OnnxModel;
import io.sensorium.model.onnx.RandomInputs;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HalfConversionTest {
  private final SplittableRandom random = new SplittableRandom(1);

  @Test
  void aNetworkComputesInHalvesBetweenFloatEnds() throws Exception {
    ModelProto model = dense("Relu");

    HalfConversion.Result result = convert(model, Set.of(), false);

    assertThat(result.report().halfNodes()).isEqualTo(3);
    assertThat(result.report().casts()).isEqualTo(2);
    assertThat(result.report().weights()).isEqualTo(64 * 8 + 8);
    assertThat(result.model().toByteArray().length).isLessThan(model.toByteArray().length * 7 / 10);
    assertThat(agreement(model, result.model()).difference()).isBetween(1e-7, 5e-3);
  }

  @Test
  void endsBecomeHalvesWhereAskedFor() throws Exception {
    ModelProto model = dense("Relu");

    HalfConversion.Result result = convert(model, Set.of(), true);

    GraphProto graph = result.model().getGraph();
    assertThat(type(graph.getInput(0))).isEqualTo(DataType.FLOAT16.getNumber());
    assertThat(type(graph.getOutput(0))).isEqualTo(DataType.FLOAT16.getNumber());
    assertThat(result.report().casts()).isZero();
    assertThat(agreement(model, result.model()).difference()).isLessThan(5e-3);
  }

  @Test
  void exponentialsStayInFloatBetweenCasts() throws Exception {
    ModelProto model = dense("Exp");

    HalfConversion.Result result = convert(model, Set.of(), false);

    // The output's Identity would be alone between two floats, so it stays one as well.
    assertThat(result.report().floatNodes()).containsOnlyKeys("Exp", "Identity");
    assertThat(agreement(model, result.model()).difference()).isLessThan(2e-2);
  }

  @Test
  void namedNodesAndOperatorsStayInFloat() throws Exception {
    assertThat(convert(dense("Relu"), Set.of("Relu", "Gemm"), false).report().halfNodes()).isZero();
  }

  @Test
  void aMaskTooLargeBecomesTheLargestHalf() throws Exception {
    HalfConversion.Result result = convert(dense("Relu", "Add", -1e9f), Set.of(), false);

    assertThat(result.report().clamped()).isEqualTo(1);
    assertThat(result.report().floatNodes()).isEmpty();
  }

  @Test
  void aFactorTooLargeKeepsItsNodeInFloat() throws Exception {
    HalfConversion.Result result = convert(dense("Relu", "Mul", 1e6f), Set.of(), false);

    assertThat(result.report().clamped()).isZero();
    assertThat(result.report().floatNodes()).containsKey("Mul");
  }

  @Test
  void anAddendThatWouldBecomeNothingKeepsItsNodeInFloat() throws Exception {
    HalfConversion.Result result = convert(dense("Relu", "Add", 1e-9f), Set.of(), false);

    assertThat(result.report().vanished()).isZero();
    assertThat(result.report().floatNodes()).containsKey("Add");
  }

  @Test
  void theScalesOfAResizeStayFloats() throws Exception {
    OnnxGraph graph = new OnnxGraph("resize");
    String x = convolution(graph, graph.input("x", 3, 8, 8));
    String scales = graph.constant(Tensors.floats("scales", new float[] {1, 1, 2, 2}, 4));
    graph.output(graph.add("Resize", List.of(x, "", scales)), "y", 4, 16, 16);
    ModelProto model = graph.build();

    HalfConversion.Result result = convert(model, Set.of(), false);

    assertThat(result.report().floatNodes()).isEmpty();
    assertThat(agreement(model, result.model()).difference()).isLessThan(5e-3);
  }

  @Test
  void subgraphsFindWhatTheyCaptureAsItWas() throws Exception {
    ModelProto model = branching();

    HalfConversion.Result result = convert(model, Set.of(), false);

    assertThat(result.report().halfNodes()).isPositive();
    assertThat(result.report().floatNodes()).containsKey("If");
    assertThat(agreement(model, result.model()).difference()).isBetween(1e-7, 5e-3);
  }

  @Test
  void anEndThatASubgraphReadsCannotBecomeAHalf() {
    assertThatThrownBy(() -> convert(branching(), Set.of(), true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("leave the model's ends in float");
  }

  @Test
  void olderOperatorSetsAreRefused() {
    ModelProto old =
        dense("Relu").toBuilder()
            .clearOpsetImport()
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(9))
            .build();

    assertThatThrownBy(() -> HalfConversion.convert(old, Map.of(), Set.of(), false))
        .hasMessageContaining("operator set 11 to 21, found 9");
  }

  private ModelProto dense(String activation) {
    return dense(activation, "", 0);
  }

  /** A full connection and an activation, and where named an operator with one number. */
  private ModelProto dense(String activation, String operator, float number) {
    OnnxGraph graph = new OnnxGraph("dense");
    String w = graph.constant(Tensors.floats("w", values(64 * 8), 64, 8));
    String b = graph.constant(Tensors.floats("b", values(8), 8));
    String y = graph.add("Gemm", List.of(graph.input("x", 64), w, b));
    if (!operator.isEmpty()) {
      String constant = graph.constant(Tensors.floats("number", new float[] {number}));
      y = graph.add(operator, List.of(y, constant));
    }
    graph.output(graph.add(activation, List.of(y)), "y", 8);
    return graph.build();
  }

  /** If the sum is positive, the input plus a value of the outer graph, else minus it. */
  private ModelProto branching() {
    OnnxGraph graph = new OnnxGraph("branching");
    String x = graph.input("x", 3, 8, 8);
    String made = convolution(graph, x);
    String zero = graph.constant(Tensors.floats("zero", new float[] {0}));
    String sum = graph.add("ReduceSum", List.of(made), Attributes.integer("keepdims", 0));
    String positive = graph.add("Greater", List.of(sum, zero));
    String chosen =
        graph.add(
            "If",
            List.of(positive),
            branch("then_branch", "Add", made),
            branch("else_branch", "Sub", made));
    graph.output(convolution(graph, chosen), "y", 4, 8, 8);
    return graph.build();
  }

  /** Reads a made value, a constant and an input of the graph around it. */
  private static AttributeProto branch(String name, String operator, String captured) {
    GraphProto.Builder graph = GraphProto.newBuilder().setName(name);
    graph.addNode(node("ReduceMax", List.of("x"), name + "_high"));
    graph.addNode(node(operator, List.of(captured, name + "_high"), name + "_moved"));
    graph.addNode(node("Mul", List.of(name + "_moved", "bias_first"), name + "_y"));
    graph.addOutput(ValueInfoProto.newBuilder().setName(name + "_y"));
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.GRAPH)
        .setG(graph)
        .build();
  }

  private static NodeProto node(String operator, List<String> inputs, String output) {
    return NodeProto.newBuilder().setOpType(operator).addAllInput(inputs).addOutput(output).build();
  }

  private String convolution(OnnxGraph graph, String x) {
    int channels = x.equals("x") ? 3 : 4;
    String w =
        graph.constant(Tensors.floats(graph.fresh("w"), values(36 * channels), 4, channels, 3, 3));
    String name = x.equals("x") ? "bias_first" : "bias_second";
    String bias = graph.constant(Tensors.floats(name, values(4), 4, 1, 1));
    String y = graph.add("Conv", List.of(x, w), Attributes.integers("pads", 1, 1, 1, 1));
    return graph.add("Add", List.of(y, bias));
  }

  private float[] values(int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextDouble(-0.2, 0.2);
    }
    return values;
  }

  private static HalfConversion.Result convert(ModelProto model, Set<String> keep, boolean ends)
      throws Exception {
    ModelProto plain = ConstantForm.of(model);
    return HalfConversion.convert(plain, GraphValues.of(plain), keep, ends);
  }

  private static Agreement agreement(ModelProto one, ModelProto other) throws Exception {
    try (OnnxModel first = OnnxModel.open(one.toByteArray());
        OnnxModel second = OnnxModel.open(other.toByteArray())) {
      Map<String, Numbers> inputs = RandomInputs.plain().draw(first.inputs(), 1);
      return Agreement.of(first.answer(inputs), second.answer(inputs));
    }
  }

  private static int type(ValueInfoProto value) {
    return value.getType().getTensorType().getElemType();
  }
}
