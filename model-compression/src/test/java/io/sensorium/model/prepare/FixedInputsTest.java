package io.sensorium.model.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.sensorium.model.graph.OnnxGraph;
import io.sensorium.model.graph.Tensors;
import io.sensorium.model.onnx.OnnxModel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FixedInputsTest {
  @Test
  void theBranchThatIsTakenStandsInItsPlace() {
    // given a model that doubles at rate 16000 and halves otherwise
    ModelProto model = byRate();

    // when
    ModelProto fixed = FixedInputs.of(model, Map.of("sr", 16_000.0));

    // then
    assertThat(fixed.getGraph().getInputList())
        .extracting(ValueInfoProto::getName)
        .containsExactly("x");
    ModelProto simple = OnnxModel.simplified(fixed);
    assertThat(simple.getGraph().getNodeList())
        .extracting(NodeProto::getOpType)
        .containsExactly("Mul");
    try (OnnxModel runs = OnnxModel.of(simple.toByteArray())) {
      assertThat(runs.run(Map.of("x", new float[] {3})).get("y")).containsExactly(6);
    }
  }

  @Test
  void anotherValueTakesTheOtherBranch() {
    ModelProto fixed = FixedInputs.of(byRate(), Map.of("sr", 8_000.0));

    try (OnnxModel runs = OnnxModel.of(fixed.toByteArray())) {
      assertThat(runs.run(Map.of("x", new float[] {3})).get("y")).containsExactly(1.5f);
    }
  }

  @Test
  void whatCannotBeFixedIsNamed() {
    assertThatThrownBy(() -> FixedInputs.of(byRate(), Map.of("rate", 1.0)))
        .isInstanceOf(UnfitModelException.class)
        .hasMessage("expected an input 'rate' to fix, found inputs [x, sr]. Correct --fix.");
    assertThatThrownBy(() -> FixedInputs.of(byRate(), Map.of("sr", 0.5)))
        .hasMessageContaining("a whole number")
        .hasMessageContaining("INT64, value 0.5");
    OnnxGraph open = new OnnxGraph("open");
    open.output(open.add("Relu", List.of(open.input("x", 0))), "y", 0);
    assertThatThrownBy(() -> FixedInputs.of(open.build(), Map.of("x", 1.0)))
        .hasMessageContaining("found 'x' of [0, 0] (0: open)");
    OnnxGraph wide = new OnnxGraph("wide");
    wide.output(wide.add("Relu", List.of(wide.input("x", 4))), "y", 4);
    assertThatThrownBy(() -> FixedInputs.of(wide.build(), Map.of("x", 1.0)))
        .hasMessageContaining("an input of one number");
  }

  private static ModelProto byRate() {
    OnnxGraph graph = new OnnxGraph("by rate");
    String x = graph.input("x", 1);
    graph.constant(Tensors.longs("high", new long[] {16_000}));
    String which = graph.add("Equal", List.of("sr", "high"));
    String y =
        graph.add(
            "If", List.of(which), branch("then_branch", x, 2), branch("else_branch", x, 0.5f));
    graph.output(y, "y", 1);
    ModelProto.Builder model = graph.build().toBuilder();
    TypeProto scalar =
        TypeProto.newBuilder()
            .setTensorType(
                TypeProto.Tensor.newBuilder()
                    .setElemType(TensorProto.DataType.INT64.getNumber())
                    .setShape(TensorShapeProto.getDefaultInstance()))
            .build();
    model.getGraphBuilder().addInput(ValueInfoProto.newBuilder().setName("sr").setType(scalar));
    return model.build();
  }

  private static AttributeProto branch(String name, String x, float factor) {
    GraphProto.Builder graph = GraphProto.newBuilder().setName(name);
    graph.addInitializer(Tensors.floats(name + "_factor", new float[] {factor}));
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType("Mul")
            .addInput(x)
            .addInput(name + "_factor")
            .addOutput(name + "_result"));
    graph.addOutput(ValueInfoProto.newBuilder().setName(name + "_result"));
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.GRAPH)
        .setG(graph)
        .build();
  }
}
