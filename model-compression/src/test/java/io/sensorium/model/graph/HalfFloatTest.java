package io.sensorium.model.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HalfFloatTest {
  @Test
  void everyHalfComesBackAsItself() {
    for (int bits = 0; bits < 0x10000; bits++) {
      float value = HalfFloat.toFloat((short) bits);
      if (!Float.isNaN(value)) {
        assertThat(HalfFloat.of(value)).as("bits %x", bits).isEqualTo((short) bits);
      }
    }
  }

  @Test
  void theNearestHalfIsTaken() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 20_000; i++) {
      float value = (float) (random.nextDouble(-1, 1) * Math.pow(2, random.nextInt(-24, 16)));
      short half = HalfFloat.of(value);
      float error = Math.abs(HalfFloat.toFloat(half) - value);
      for (int next : new int[] {half - 1, half + 1}) {
        float other = HalfFloat.toFloat((short) next);
        assertThat(Float.isNaN(other) || Math.abs(other - value) >= error).as("%s", value).isTrue();
      }
    }
  }

  @Test
  void tiesGoToTheEvenOne() {
    assertThat(HalfFloat.toFloat(HalfFloat.of(2049f))).isEqualTo(2048f);
    assertThat(HalfFloat.toFloat(HalfFloat.of(2051f))).isEqualTo(2052f);
    assertThat(HalfFloat.toFloat(HalfFloat.of(0x1p-25f))).isZero();
    assertThat(HalfFloat.toFloat(HalfFloat.of(0x1.8p-24f))).isEqualTo(0x1p-23f);
  }

  @Test
  void whatIsTooLargeIsInfinite() {
    assertThat(HalfFloat.toFloat(HalfFloat.of(65519f))).isEqualTo(HalfFloat.LARGEST);
    assertThat(HalfFloat.toFloat(HalfFloat.of(65520f))).isInfinite();
    assertThat(HalfFloat.toFloat(HalfFloat.of(-1e9f))).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(HalfFloat.toFloat(HalfFloat.of(Float.NaN))).isNaN();
  }
}
