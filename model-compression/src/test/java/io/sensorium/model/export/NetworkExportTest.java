package io.sensorium.model.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sensorium.model.family.TextTransformer;
import io.sensorium.model.graph.OnnxGraph;
import io.sensorium.model.network.AveragePool;
import io.sensorium.model.network.Convolution;
import io.sensorium.model.network.Dense;
import io.sensorium.model.network.Flatten;
import io.sensorium.model.network.Network;
import io.sensorium.model.network.Pass;
import io.sensorium.model.network.Rectifier;
import io.sensorium.model.network.Rescale;
import io.sensorium.model.network.WordMean;
import io.sensorium.model.onnx.OnnxModel;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NetworkExportTest {
  @Test
  void anImageNetworkComputesTheSameOnOnnxRuntime() throws Exception {
    Convolution first = new Convolution(2, 9, 12, 4, 3, 2);
    Convolution second = new Convolution(4, 5, 6, 6, 3, 2);
    Network network =
        new Network(
            List.of(
                new Rescale(216, 0.5f, 0.25f),
                first,
                new Rectifier(first.outputs()),
                second,
                new AveragePool(6, 3, 3),
                new Flatten(6, 3),
                new Dense(18, 5)),
            new SplittableRandom(3));
    OnnxGraph graph = new OnnxGraph("image");
    graph.input("x", 2, 9, 12);
    String y = new NetworkExport(graph, network).write("x", network.units().size());
    graph.output(y, "y", 5);
    float[] input = new float[216];
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < input.length; i++) {
      input[i] = (float) random.nextDouble(-1, 1);
    }

    assertSame(graph, network, input, 2);
  }

  @Test
  void aTextNetworkLeavesPaddingOut() throws Exception {
    Network network =
        new Network(List.of(new WordMean(11, 4, 3), new Dense(3, 2)), new SplittableRandom(3));
    OnnxGraph graph = new OnnxGraph("text");
    graph.tokens("x", 4);
    String y = new NetworkExport(graph, network).write("x", network.units().size());
    graph.output(y, "y", 2);

    assertSame(graph, network, new float[] {7, 10, 0, 0}, 4);
    assertSame(graph, network, new float[] {0, 0, 0, 0}, 4);
  }

  @Test
  void aTransformerNeitherAttendsToPaddingNorCountsIt() throws Exception {
    Network network =
        new Network(new TextTransformer(11, 5, 8, 2, 6, 2).units(3), new SplittableRandom(3));
    OnnxGraph graph = new OnnxGraph("text");
    graph.tokens("x", 5);
    String y = new NetworkExport(graph, network).write("x", network.units().size());
    graph.output(y, "y", 3);

    assertSame(graph, network, new float[] {7, 10, 0, 0, 0}, 5);
    assertSame(graph, network, new float[] {4, 1, 10, 3, 2}, 5);
    assertSame(graph, network, new float[] {0, 0, 0, 0, 0}, 5);
    assertThat(scores(network, 7, 10)).isNotEqualTo(scores(network, 10, 7));
    assertThat(scores(shorter(network), 7, 10))
        .containsExactly(scores(network, 7, 10), within(1e-5f));
  }

  /** The same transformer for texts of two words, which has no room for padding behind them. */
  private static Network shorter(Network network) {
    Network other =
        new Network(new TextTransformer(11, 2, 8, 2, 6, 2).units(3), new SplittableRandom(3));
    float[] from = network.parameters();
    float[] to = other.parameters();
    int kept = (11 + 2) * 8;
    System.arraycopy(from, 0, to, 0, kept);
    System.arraycopy(from, kept + 3 * 8, to, kept, to.length - kept);
    return other;
  }

  private static float[] scores(Network network, float... words) {
    Pass pass = network.pass(1);
    pass.set(0, Arrays.copyOf(words, network.inputs()), network.inputs());
    pass.forward(network.units().size());
    float[] scores = new float[network.outputs()];
    for (int c = 0; c < scores.length; c++) {
      scores[c] = pass.value(network.units().size(), c, 0);
    }
    return scores;
  }

  private static void assertSame(OnnxGraph graph, Network network, float[] input, int channels)
      throws Exception {
    Pass pass = network.pass(1);
    pass.set(0, input, channels);
    pass.forward(network.units().size());
    try (OnnxModel model = OnnxModel.open(graph.build().toByteArray())) {
      float[] outputs = model.run(Map.of("x", input)).getOrDefault("y", new float[0]);
      assertThat(outputs).hasSize(network.outputs());
      for (int c = 0; c < outputs.length; c++) {
        assertThat(outputs[c]).isCloseTo(pass.value(network.units().size(), c, 0), within(1e-5f));
      }
    }
  }
}
