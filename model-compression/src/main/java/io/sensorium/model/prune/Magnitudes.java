package io.sensorium.model.prune;

import java.util.Arrays;
import java.util.Collection;

/** Magnitudes of weights, and which of them are small. */
final class Magnitudes {
  private Magnitudes() {}

  /** The largest magnitude among the share of smallest ones; -1 where the share is of no weight. */
  static float threshold(Collection<float[]> weights, double share) {
    int count = weights.stream().mapToInt(w -> w.length).sum();
    int zeros = (int) (share * count);
    if (zeros == 0) {
      return -1;
    }
    float[] sorted = new float[count];
    int at = 0;
    for (float[] values : weights) {
      for (float value : values) {
        sorted[at++] = Math.abs(value);
      }
    }
    Arrays.sort(sorted);
    return sorted[zeros - 1];
  }

  /** Zeroes what does not exceed the threshold; says how many are 0 then. */
  static long zero(float[] weights, float threshold) {
    long zeros = 0;
    for (int i = 0; i < weights.length; i++) {
      if (Math.abs(weights[i]) <= threshold) {
        weights[i] = 0;
      }
      zeros += weights[i] == 0 ? 1 : 0;
    }
    return zeros;
  }
}
