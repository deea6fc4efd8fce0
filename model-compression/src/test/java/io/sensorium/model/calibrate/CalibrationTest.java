package io.sensorium.model.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sensorium.model.quantize.Range;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  private final SplittableRandom random = new SplittableRandom(5);

  @Test
  void theOrderOfValuesDoesNotMatter() {
    float[] values = bell(10_000, 1);
    Histogram forth = new Histogram("x");
    Histogram back = new Histogram("x");

    for (int i = 0; i < values.length; i++) {
      forth.add(new float[] {values[i]});
      back.add(new float[] {values[values.length - 1 - i]});
    }

    assertThat(forth.counts()).isEqualTo(back.counts());
    assertThat(forth.width()).isEqualTo(back.width());
    assertThat(Arrays.stream(forth.counts()).sum()).isEqualTo(10_000);
  }

  @Test
  void minMaxKeepsAll() {
    assertThat(Calibration.MIN_MAX.range(histogram(-1, 0, 7))).isEqualTo(new Range(-1, 7));
  }

  @Test
  void aPercentileLeavesTheLargestMagnitudesOut() {
    float[] values = new float[1000];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i + 1) / 1000f;
    }
    values[999] = 100;

    Range range = Calibration.percentile(0.99).range(histogram(values));

    assertThat(range.low()).isEqualTo(0.001f);
    assertThat(range.high()).isCloseTo(0.99f, within(0.05f));
  }

  @Test
  void theLeastSquaredErrorCutsAnOutlierOffButNotABell() {
    float[] values = bell(100_000, 1);
    float largest = Calibration.MIN_MAX.range(histogram(values)).high();
    Range whole = Calibration.LEAST_SQUARES.range(histogram(values));
    values[0] = 60;
    Range cut = Calibration.LEAST_SQUARES.range(histogram(values));

    assertThat(whole.high()).isBetween(0.75f * largest, largest);
    assertThat(cut.high()).isLessThan(60f);
    assertThat(error(values, cut)).isLessThan(error(values, new Range(whole.low(), 60)));
  }

  @Test
  void entropyIsNotMisledByTheZerosOfARelu() {
    float[] values = bell(100_000, 1);
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(0, values[i] - 1);
    }

    Range range = Calibration.ENTROPY.range(histogram(values));

    assertThat(range.low()).isZero();
    assertThat(range.high()).isGreaterThan(1.5f);
  }

  @Test
  void whatIsNoNumberIsRefused() {
    Histogram histogram = new Histogram("conv_7");

    assertThatThrownBy(() -> histogram.add(new float[] {1, Float.POSITIVE_INFINITY}))
        .hasMessageContaining("conv_7");
  }

  /** The mean squared error of 255 steps over a range. */
  private static double error(float[] values, Range range) {
    double step = (range.high() - range.low()) / 255.0;
    double sum = 0;
    for (float value : values) {
      double cut = Math.max(range.low(), Math.min(range.high(), value));
      double off = Math.rint(cut / step) * step - value;
      sum += off * off;
    }
    return sum / values.length;
  }

  private static Histogram histogram(float... values) {
    Histogram histogram = new Histogram("x");
    histogram.add(values);
    return histogram;
  }

  private float[] bell(int count, double size) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      double sum = -6;
      for (int k = 0; k < 12; k++) {
        sum += random.nextDouble();
      }
      values[i] = (float) (size * sum);
    }
    return values;
  }
}
