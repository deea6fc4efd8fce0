package io.sensorium.model.anatomy;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.model.graph.Attributes;
import io.sensorium.model.graph.OnnxGraph;
import io.sensorium.model.graph.Tensors;
import io.sensorium.model.onnx.ShapesOfRun;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnatomyTest {
  @Test
  void workFollowsFromShapes() {
    Anatomy anatomy = Anatomy.of(model(), new ShapesOfRun());

    // 4 filters of 3 x 3 over 3 channels at 8 x 8 places; 256 values to 5
    assertThat(anatomy.operators())
        .containsExactly(
            new Anatomy.Operator("Conv", 1, 4 * 27 * 64, 0, 4 * 27 + 4),
            new Anatomy.Operator("Gemm", 1, 256 * 5, 0, 256 * 5));
    assertThat(anatomy.multiplications()).isEqualTo(6912 + 1280);
    assertThat(anatomy.constants().get(0))
        .isEqualTo(new Anatomy.Constant("weights", List.of(256L, 5L), 4 * 256 * 5));
  }

  @Test
  void workThatIsOpenIsSaidToBe() {
    Anatomy anatomy = Anatomy.of(model(), (any, values) -> Map.of());

    assertThat(anatomy.operators()).allSatisfy(o -> assertThat(o.open()).isEqualTo(1));
    assertThat(AnatomyText.lines(anatomy)).anyMatch(line -> line.contains("1 of them not counted"));
  }

  @Test
  void weightsOnEightBitsCountForWhatTakesThem() {
    OnnxGraph graph = new OnnxGraph("steps");
    String input = graph.input("x", 2);
    String steps = graph.constant(Tensors.signedBytes("steps", new byte[6], 2, 3));
    String scale = graph.constant(Tensors.floats("scale", new float[] {0.1f}));
    String weights = graph.add("DequantizeLinear", List.of(steps, scale));
    graph.output(graph.add("MatMul", List.of(input, weights)), "y", 3);

    Anatomy anatomy = Anatomy.of(graph.build(), new ShapesOfRun());

    assertThat(anatomy.operators())
        .contains(new Anatomy.Operator("MatMul", 1, 6, 0, 6))
        .contains(new Anatomy.Operator("DequantizeLinear", 1, 0, 0, 1));
  }

  private static ModelProto model() {
    OnnxGraph graph = new OnnxGraph("small");
    String input = graph.input("pixels", 3, 8, 8);
    String kernel = graph.constant(Tensors.floats("kernel", new float[108], 4, 3, 3, 3));
    String bias = graph.constant(Tensors.floats("bias", new float[4], 4));
    String places =
        graph.add("Conv", List.of(input, kernel, bias), Attributes.integers("pads", 1, 1, 1, 1));
    String flat = graph.add("Flatten", List.of(places), Attributes.integer("axis", 1));
    String weights = graph.constant(Tensors.floats("weights", new float[1280], 256, 5));
    graph.output(graph.add("Gemm", List.of(flat, weights)), "scores", 5);
    return graph.build();
  }
}
