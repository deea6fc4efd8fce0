package io.sensorium.model.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import io.sensorium.model.graph.Attributes;
import io.sensorium.model.graph.OnnxGraph;
import io.sensorium.model.graph.Tensors;
import io.sensorium.model.onnx.OnnxModel;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PreparedModelTest {
  private static final UnaryOperator<ModelProto> AS_IT_IS = UnaryOperator.identity();

  private final SplittableRandom random = new SplittableRandom(3);

  @Test
  void operatorsOfSet11MeanTheSameIn13() {
    // given a softmax over two dimensions, as it was before 13, and axes as attributes
    OnnxGraph graph = new OnnxGraph("old");
    String x = graph.input("x", 3, 4);
    String soft = graph.add("Softmax", List.of(x));
    String wide = graph.add("Unsqueeze", List.of(soft), Attributes.integers("axes", 1));
    String flat = graph.add("Squeeze", List.of(wide), Attributes.integers("axes", 1));
    String kept = graph.add("Dropout", List.of(flat));
    String sum =
        graph.add(
            "ReduceSum",
            List.of(kept),
            Attributes.integers("axes", 2),
            Attributes.integer("keepdims", 0));
    graph.output(sum, "y", 3);

    // then
    assertSame(ofSet(11, graph.build()), 12);
  }

  @Test
  void operatorsOfSet9MeanTheSameIn13() {
    OnnxGraph graph = new OnnxGraph("older");
    String x = graph.input("x", 2, 4, 4);
    String low = graph.add("Clip", List.of(x), Attributes.real("max", 0.5f));
    String part =
        graph.add(
            "Slice",
            List.of(low),
            Attributes.integers("starts", 1),
            Attributes.integers("ends", 4),
            Attributes.integers("axes", 2));
    String padded =
        graph.add(
            "Pad",
            List.of(part),
            Attributes.integers("pads", 0, 0, 0, 0, 0, 0, 1, 0),
            Attributes.real("value", 2));
    String scales =
        graph.constant(Tensors.floats(graph.fresh("scales"), new float[] {1, 1, 2, 2}, 4));
    graph.output(graph.add("Upsample", List.of(padded, scales)), "y", 2, 8, 8);

    assertSame(ofSet(9, graph.build()), 32);
  }

  @Test
  void laterModelsAreLeftAlone() {
    OnnxGraph graph = new OnnxGraph("later");
    graph.output(graph.add("Softmax", List.of(graph.input("x", 3, 4))), "y", 3, 4);
    ModelProto model = ofSet(17, graph.build());

    assertThat(PreparedModel.of(model, AS_IT_IS)).isEqualTo(model);
  }

  @Test
  void anOperatorThatCannotBeRaisedIsNamed() {
    OnnxGraph graph = new OnnxGraph("resize");
    String x = graph.input("x", 1, 4, 4);
    String none = graph.constant(Tensors.floats(graph.fresh("roi"), new float[0], 0));
    String scales =
        graph.constant(Tensors.floats(graph.fresh("scales"), new float[] {1, 1, 2, 2}, 4));
    AttributeProto mode =
        AttributeProto.newBuilder()
            .setName("coordinate_transformation_mode")
            .setType(AttributeProto.AttributeType.STRING)
            .setS(ByteString.copyFromUtf8("tf_half_pixel_for_nn"))
            .build();
    graph.output(graph.add("Resize", List.of(x, none, scales), mode), "y", 1, 8, 8);
    ModelProto model = ofSet(11, graph.build());

    assertThatThrownBy(() -> PreparedModel.of(model, AS_IT_IS))
        .isInstanceOf(UnfitModelException.class)
        .hasMessageContaining("tf_half_pixel_for_nn")
        .hasMessageContaining("Resize_of_");
  }

  @Test
  void batchNormsFoldIntoConvolutions() {
    OnnxGraph graph = new OnnxGraph("norm");
    String x = graph.input("x", 2, 5, 5);
    String weights = graph.constant(tensor(graph.fresh("w"), 3, 2, 3, 3));
    String conv = graph.add("Conv", List.of(x, weights));
    String scale = graph.constant(tensor(graph.fresh("scale"), 3));
    String shift = graph.constant(tensor(graph.fresh("shift"), 3));
    String mean = graph.constant(tensor(graph.fresh("mean"), 3));
    String variance =
        graph.constant(Tensors.floats(graph.fresh("variance"), new float[] {1, 2, 3}, 3));
    String norm = graph.add("BatchNormalization", List.of(conv, scale, shift, mean, variance));
    graph.output(norm, "y", 3, 3, 3);
    ModelProto model = ofSet(11, graph.build());

    ModelProto prepared = PreparedModel.of(model, OnnxModel::simplified);

    assertThat(prepared.getGraph().getNodeList())
        .extracting(NodeProto::getOpType)
        .containsExactly("Conv");
    assertThat(prepared.getOpsetImport(0).getVersion()).isEqualTo(13);
    assertClose(model, prepared, 50);
  }

  @Test
  void constantsAmongTheInputsAndNodesWithoutNamesAreNoObstacle() {
    OnnxGraph graph = new OnnxGraph("unnamed");
    String x = graph.input("x", 2);
    graph.output(graph.add("Add", List.of(x, graph.constant(tensor("w", 2)))), "y", 2);
    GraphProto.Builder old = graph.build().getGraph().toBuilder();
    old.addInput(ValueInfoProto.newBuilder(old.getInput(0)).setName("w"));
    for (int i = 0; i < old.getNodeCount(); i++) {
      old.setNode(i, old.getNode(i).toBuilder().clearName());
    }
    ModelProto model = ofSet(12, graph.build().toBuilder().setGraph(old).build());

    GraphProto prepared = PreparedModel.of(model, AS_IT_IS).getGraph();

    assertThat(prepared.getInputList()).extracting(ValueInfoProto::getName).containsExactly("x");
    assertThat(prepared.getNodeList())
        .extracting(NodeProto::getName)
        .doesNotHaveDuplicates()
        .doesNotContain("");
  }

  private void assertSame(ModelProto model, int values) {
    ModelProto prepared = PreparedModel.of(model, AS_IT_IS);

    assertThat(prepared.getOpsetImport(0).getVersion()).isEqualTo(13);
    assertClose(model, prepared, values);
  }

  private void assertClose(ModelProto model, ModelProto prepared, int values) {
    float[] x = values(values);
    try (OnnxModel before = OnnxModel.of(model.toByteArray());
        OnnxModel after = OnnxModel.of(prepared.toByteArray())) {
      float[] expected = before.run(Map.of("x", x)).getOrDefault("y", new float[0]);
      assertThat(expected).isNotEmpty();
      assertThat(after.run(Map.of("x", x)).getOrDefault("y", new float[0]))
          .containsExactly(expected, within(1e-5f));
    }
  }

  private TensorProto tensor(String name, long... dimensions) {
    int length = 1;
    for (long d : dimensions) {
      length *= (int) d;
    }
    return Tensors.floats(name, values(length), dimensions);
  }

  private float[] values(int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  private static ModelProto ofSet(long version, ModelProto model) {
    return model.toBuilder()
        .clearOpsetImport()
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(version))
        .build();
  }
}
