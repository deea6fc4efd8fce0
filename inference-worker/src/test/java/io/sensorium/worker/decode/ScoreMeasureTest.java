package io.sensorium.worker.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class ScoreMeasureTest {
  private final ScoreMeasure entropy = new ScoreMeasure.Entropy();

  @Test
  void entropyIsAShareOfWhatEqualScoresHave() {
    assertThat(entropy.of(new float[] {1, 0, 0})).isZero();
    assertThat(entropy.of(new float[] {0.25f, 0.25f, 0.25f, 0.25f})).isCloseTo(1, within(1e-9));
    // 1/2, 1/4, 1/8, 1/8: 1.75 of 2 bits.
    assertThat(entropy.of(new float[] {0.5f, 0.25f, 0.125f, 0.125f}))
        .isCloseTo(0.875, within(1e-9));
    assertThat(entropy.of(new float[] {0.25f, 0.125f, 0.0625f, 0.0625f}))
        .isCloseTo(0.875, within(1e-9));
    assertThat(entropy.of(new float[] {0, 0})).isEqualTo(1);
    assertThat(entropy.of(new float[] {0.3f})).isZero();
  }

  @Test
  void nothingIsWhollyUnsure() {
    assertThat(entropy.ofNothing()).isEqualTo(1);
    assertThat(new ScoreMeasure.Largest().ofNothing()).isZero();
    assertThat(new ScoreMeasure.Label(2).ofNothing()).isZero();
  }

  @Test
  void theLargestAndALabelAreRead() {
    assertThat(new ScoreMeasure.Largest().of(new float[] {0.25f, 0.75f})).isEqualTo(0.75);
    assertThat(new ScoreMeasure.Label(0).of(new float[] {0.25f, 0.75f})).isEqualTo(0.25);
  }
}
