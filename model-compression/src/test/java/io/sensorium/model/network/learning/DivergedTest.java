package io.sensorium.model.network.learning;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sensorium.model.network.Dense;
import io.sensorium.model.network.Network;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DivergedTest {
  @Test
  void trainingWithoutABestEpochIsNoResult() {
    Network network = new Network(List.of(new Dense(1, 2)), new SplittableRandom(1));
    EarlyStopping stopping =
        new EarlyStopping(network, () -> new Marks(Double.NaN, 0.5), "accuracy", 3, 2, line -> {});
    stopping.epochDone(1, Double.NaN);

    assertThatThrownBy(stopping::restore)
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("found NaN in the last");
  }
}
