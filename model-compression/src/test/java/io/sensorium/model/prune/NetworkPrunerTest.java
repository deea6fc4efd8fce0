package io.sensorium.model.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sensorium.model.network.AveragePool;
import io.sensorium.model.network.Convolution;
import io.sensorium.model.network.Dense;
import io.sensorium.model.network.Flatten;
import io.sensorium.model.network.Network;
import io.sensorium.model.network.Pass;
import io.sensorium.model.network.Rectifier;
import io.sensorium.model.network.Rescale;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NetworkPrunerTest {
  private static final int INPUTS = 2 * 6 * 6;

  /** Each odd filter and each odd hidden value is made of zeros. */
  private final Network network = oddZeros(network());

  @Test
  void filtersOfZerosGoAndNothingChanges() {
    Network pruned = NetworkPruner.prune(network, ChannelNorm.L2, 0.5, Set.of());

    assertThat(pruned.parameters().length).isLessThan(network.parameters().length * 4 / 10);
    float[] expected = outputs(network);
    float[] found = outputs(pruned);
    for (int i = 0; i < expected.length; i++) {
      assertThat(found[i]).isCloseTo(expected[i], within(1e-5f));
    }
  }

  @Test
  void namedUnitsAndTheLastKeepTheirOutputs() {
    Network pruned = NetworkPruner.prune(network, ChannelNorm.L1, 0.5, Set.of(1));

    assertThat(((Convolution) pruned.units().get(1)).filters()).isEqualTo(4);
    assertThat(((Convolution) pruned.units().get(3)).filters()).isEqualTo(3);
    assertThat(pruned.outputs()).isEqualTo(5);
  }

  @Test
  void nothingTakenIsACopy() {
    Network copy = NetworkPruner.prune(network, ChannelNorm.L2, 0, Set.of());

    assertThat(copy.units()).isEqualTo(network.units());
    assertThat(copy.parameters()).isEqualTo(network.parameters()).isNotSameAs(network.parameters());
  }

  @Test
  void aShareOfEverythingIsRefused() {
    assertThatThrownBy(() -> NetworkPruner.prune(network, ChannelNorm.L2, 1, Set.of()))
        .hasMessageContaining("from 0 to below 1");
  }

  private static Network network() {
    return new Network(
        List.of(
            new Rescale(INPUTS, 0.5f, 0.1f),
            new Convolution(2, 6, 6, 4, 3, 1),
            new Rectifier(4 * 36),
            new Convolution(4, 6, 6, 6, 3, 2),
            new Rectifier(6 * 9),
            new AveragePool(6, 3, 3),
            new Flatten(6, 3),
            new Dense(18, 8),
            new Rectifier(8),
            new Dense(8, 5)),
        new SplittableRandom(1));
  }

  private static Network oddZeros(Network network) {
    for (int unit : new int[] {1, 3, 7}) {
      boolean dense = network.units().get(unit) instanceof Dense;
      int count = dense ? 8 : ((Convolution) network.units().get(unit)).filters();
      int from = network.offset(unit);
      for (int i = 0; i < network.units().get(unit).parameters(); i++) {
        if (i % count % 2 == 1) {
          network.parameters()[from + i] = 0;
        }
      }
    }
    return network;
  }

  private static float[] outputs(Network network) {
    SplittableRandom random = new SplittableRandom(2);
    float[] input = new float[INPUTS];
    for (int i = 0; i < input.length; i++) {
      input[i] = (float) random.nextGaussian();
    }
    Pass pass = network.pass(1);
    pass.set(0, input, 2);
    pass.forward(network.units().size());
    float[] outputs = new float[network.outputs()];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = pass.value(network.units().size(), i, 0);
    }
    return outputs;
  }
}
