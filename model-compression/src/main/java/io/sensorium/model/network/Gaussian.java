package io.sensorium.model.network;

import java.util.random.RandomGenerator;

/** Normal random values from uniform ones by a fixed recipe, the same on every Java version. */
final class Gaussian {
  private Gaussian() {}

  /** Fills a span with values of mean 0 and a deviation: sums of twelve uniform values. */
  static void fill(float[] target, int at, int length, double deviation, RandomGenerator random) {
    for (int i = 0; i < length; i++) {
      double sum = -6;
      for (int k = 0; k < 12; k++) {
        sum += (random.nextLong() >>> 11) * 0x1.0p-53;
      }
      target[at + i] = (float) (sum * deviation);
    }
  }
}
