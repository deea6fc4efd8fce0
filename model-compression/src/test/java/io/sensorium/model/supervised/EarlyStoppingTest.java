package io.sensorium.model.supervised;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.model.network.Dense;
import io.sensorium.model.network.Network;
import io.sensorium.model.network.learning.EarlyStopping;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest {
  @Test
  void keepsTheBestAndEndsWhenItIsLongAgo() {
    Network network = new Network(List.of(new Dense(1, 2)), new SplittableRandom(1));
    Samples<Float> samples = new Samples<>(List.of("no", "yes"), List.of(1f), List.of(1));
    Lesson<Float> validation =
        new Lesson<>(samples, List.of(0), 1, (value, random, input) -> input[0] = value);
    List<String> told = new ArrayList<>();
    EarlyStopping stopping = new EarlyStopping(network, validation, 9, 2, told::add);

    assertThat(epoch(stopping, network, 1, 0.5f)).isTrue();
    assertThat(epoch(stopping, network, 2, 2f)).isTrue();
    assertThat(epoch(stopping, network, 3, 1f)).isTrue();
    assertThat(epoch(stopping, network, 4, 1.5f)).isFalse();
    stopping.restore();

    assertThat(stopping.bestEpoch()).isEqualTo(2);
    assertThat(network.parameters()[1]).isEqualTo(2f);
    assertThat(told.get(3)).contains("epoch   4 of 9", "accuracy 100.00 %", "best loss at 2");
  }

  /** As if an epoch had left the right class with this score. */
  private static boolean epoch(EarlyStopping stopping, Network network, int epoch, float score) {
    float[] parameters = network.parameters();
    parameters[0] = 0;
    parameters[1] = score;
    return stopping.epochDone(epoch, 1);
  }
}
