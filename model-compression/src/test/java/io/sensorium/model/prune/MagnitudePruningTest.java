package io.sensorium.model.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.model.graph.OnnxGraph;
import io.sensorium.model.graph.Tensors;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MagnitudePruningTest {
  @Test
  void theSmallestWeightsOfAllLayersBecomeZero() {
    MagnitudePruning.Result result =
        MagnitudePruning.prune(
            model(new float[] {1, -2, 3, -4}, new float[] {5, 6, -7, 8}), 0.5, true, Set.of());

    assertThat(values(result, 0)).containsExactly(0, 0, 0, 0);
    assertThat(values(result, 1)).containsExactly(5, 6, -7, 8);
    assertThat(values(result, 2)).as("biases stay").containsExactly(0.1f, 0.2f);
    assertThat(result.weights()).isEqualTo(8);
    assertThat(result.zeros()).isEqualTo(4);
  }

  @Test
  void eachLayerCanLoseItsOwnShare() {
    MagnitudePruning.Result result =
        MagnitudePruning.prune(
            model(new float[] {1, -2, 3, -4}, new float[] {5, 6, -7, 8}), 0.5, false, Set.of());

    assertThat(values(result, 0)).containsExactly(0, 0, 3, -4);
    assertThat(values(result, 1)).containsExactly(0, 0, -7, 8);
  }

  @Test
  void namedNodesKeepTheirWeights() {
    ModelProto model = model(new float[] {1, 2, 3, 4}, new float[] {5, 6, 7, 8});
    String first = model.getGraph().getNode(0).getName();

    MagnitudePruning.Result result = MagnitudePruning.prune(model, 0.5, true, Set.of(first));

    assertThat(values(result, 0)).containsExactly(1, 2, 3, 4);
    assertThat(result.weights()).isEqualTo(4);
  }

  @Test
  void zerosCompress() {
    SplittableRandom random = new SplittableRandom(1);
    float[] weights = new float[64 * 64];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) random.nextGaussian();
    }
    OnnxGraph graph = new OnnxGraph("one");
    String w = graph.constant(Tensors.floats("w", weights, 64, 64));
    graph.output(graph.add("MatMul", List.of(graph.input("x", 64), w)), "y", 64);
    ModelProto model = graph.build();

    ModelProto pruned = MagnitudePruning.prune(model, 0.8, true, Set.of()).model();

    assertThat(GzipSize.of(pruned.toByteArray()))
        .isLessThan(GzipSize.of(model.toByteArray()) * 4 / 10);
  }

  @Test
  void aShareOfEverythingIsRefused() {
    assertThatThrownBy(
            () -> MagnitudePruning.prune(model(new float[4], new float[4]), 1, true, Set.of()))
        .hasMessageContaining("from 0 to below 1, found 1.0");
  }

  private static ModelProto model(float[] first, float[] second) {
    OnnxGraph graph = new OnnxGraph("two");
    String x = graph.input("x", 2);
    String w = graph.constant(Tensors.floats("w", first, 2, 2));
    String v = graph.constant(Tensors.floats("v", second, 2, 2));
    String b = graph.constant(Tensors.floats("b", new float[] {0.1f, 0.2f}, 2));
    graph.output(graph.add("Gemm", List.of(graph.add("MatMul", List.of(x, w)), v, b)), "y", 2);
    return graph.build();
  }

  private static float[] values(MagnitudePruning.Result result, int constant) {
    return Tensors.floats(result.model().getGraph().getInitializer(constant));
  }
}
