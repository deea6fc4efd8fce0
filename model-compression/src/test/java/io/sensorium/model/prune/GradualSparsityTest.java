package io.sensorium.model.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GradualSparsityTest {
  private final GradualSparsity schedule = new GradualSparsity(0.1, 0.9, 100, 300);

  @Test
  void theShareGrowsFastAndThenSlowly() {
    assertThat(schedule.at(99)).isZero();
    assertThat(schedule.at(100)).isEqualTo(0.1, within(1e-12));
    assertThat(schedule.at(200)).isEqualTo(0.9 - 0.8 / 8, within(1e-12));
    assertThat(schedule.at(300)).isEqualTo(0.9, within(1e-12));
    assertThat(schedule.at(1000)).isEqualTo(0.9, within(1e-12));
  }

  @Test
  void sharesThatShrinkAreRefused() {
    assertThatThrownBy(() -> new GradualSparsity(0.5, 0.4, 0, 1))
        .hasMessageContaining("0.5 to 0.4");
    assertThatThrownBy(() -> new GradualSparsity(0, 1, 0, 1)).hasMessageContaining("grow within");
    assertThatThrownBy(() -> new GradualSparsity(0, 0.5, 3, 3)).hasMessageContaining("before");
  }
}
