package io.sensorium.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RescaleTest {
  @Test
  void bringsValuesToMeanZeroAndDeviationOne() {
    Rescale scale =
        Rescale.standard(List.of(new float[] {1e-5f, 3e-5f}, new float[] {1e-5f, 3e-5f}));

    assertThat(scale.factor() * 1e-5f + scale.offset()).isCloseTo(-1, within(1e-4f));
    assertThat(scale.factor() * 3e-5f + scale.offset()).isCloseTo(1, within(1e-4f));
  }

  /** Else a later sample that differs by little is multiplied by millions. */
  @Test
  void valuesThatDoNotDifferAreNotScaled() {
    Rescale scale = Rescale.standard(List.of(new float[] {0.1f, 0.1f}, new float[] {0.1f, 0.1f}));

    assertThat(scale.factor()).isEqualTo(1);
    assertThat(scale.offset()).isEqualTo(-0.1f);
  }
}
