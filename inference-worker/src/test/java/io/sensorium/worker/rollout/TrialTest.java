package io.sensorium.worker.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Three of the last ten moments are too many. */
final class TrialTest {
  private final List<String> failures = new ArrayList<>();
  private final Trial trial =
      new Trial(
          () -> {
            throw new AssertionError("not asked for");
          },
          new RollBackConfig(Duration.ofMinutes(1), 10, 0.25),
          failures::add);

  @Test
  void aTrialIsLostAsSoonAsTooManyMomentsFailed() {
    add(true, true);
    assertThat(failures).isEmpty();
    add(true);
    assertThat(failures).hasSize(1);
    assertThat(failures.get(0)).contains("fewer than 3 of the last 10 moments", "found 3");
  }

  @Test
  void whatLiesFurtherBackDoesNotCount() {
    for (int i = 0; i < 20; i++) {
      add(true, false, false, false, true, false, false, false, false, false);
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void itIsLostOnce() {
    add(true, true, true, true, true, true);
    assertThat(failures).hasSize(1);
  }

  private void add(boolean... worse) {
    for (boolean each : worse) {
      trial.add(each);
    }
  }
}
