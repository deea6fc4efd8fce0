package io.sensorium.model.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatricesTest {
  @ParameterizedTest
  @CsvSource({"5, 37, 70", "1, 3, 64", "16, 64, 144", "3, 4, 1"})
  void bothWaysOfOuterProductsGiveTheSameBits(int m, int n, int k) {
    SplittableRandom random = new SplittableRandom(7);
    float[] a = values(k * n, random);
    float[] b = values(m * n, random);
    float[] dots = values(2 + k * m, random);
    float[] rows = dots.clone();

    Matrices.addOuterByDots(a, b, dots, 2, m, n, k);
    Matrices.addOuterByRows(a, b, rows, 2, m, n, k);

    assertThat(rows).isEqualTo(dots);
  }

  private static float[] values(int size, SplittableRandom random) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }
}
