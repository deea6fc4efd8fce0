package io.sensorium.model.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
