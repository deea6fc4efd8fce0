package io.sensorium.worker.delivery;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sensorium.config.ConfigException;
import io.sensorium.worker.moment.MomentPayloads;
import io.sensorium.worker.moment.Outcome;
import io.sensorium.worker.moment.Predictor;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SharedDeliveryTest {

  @Test
  void refusesModelsThatNeedTheMomentsOfASiteInTheirOrder() {
    DeliveryConfig shared =
        new DeliveryConfig(DeliveryConfig.Mode.SHARED, null, null, null, null, null, null, null);

    assertThatThrownBy(
            () ->
                Delivery.start(
                    "home",
                    shared,
                    Map.of(),
                    new Stateful(),
                    InstantSource.system(),
                    new UUID(0, 1),
                    new Tally()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("pipeline home")
        .hasMessageContaining("exactly-once");
  }

  private static final class Stateful implements Predictor {
    @Override
    public Set<String> inputs() {
      return Set.of();
    }

    @Override
    public boolean stateful() {
      return true;
    }

    @Override
    public CompletableFuture<Outcome> submit(MomentPayloads moment) {
      throw new IllegalStateException("never asked");
    }

    @Override
    public void close() {}
  }
}
