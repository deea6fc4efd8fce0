package io.sensorium.model.weights;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The values that stand for a column's weights: k-means in one dimension by Lloyd's iteration
 * (Lloyd, "Least squares quantization in PCM", 1982) from a seeded k-means++ start (Arthur and
 * Vassilvitskii, 2007), as for shared weights in Han et al., "Deep Compression", 2016.
 *
 * @param centres the values, from low to high
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Codebook(float[] centres) {
  private static final int ROUNDS = 50;

  /**
   * Learns from weights.
   *
   * @param size of the codebook
   */
  static Codebook learn(float[] weights, int size, SplittableRandom random) {
    float[] centres = start(weights, size, random);
    for (int round = 0; round < ROUNDS; round++) {
      Arrays.sort(centres);
      if (!improve(weights, centres)) {
        break;
      }
    }
    return new Codebook(centres);
  }

  /** Index of the centre next to a weight; the lower of two as near. */
  int nearest(float weight) {
    int best = 0;
    for (int i = 1; i < centres.length; i++) {
      best = Math.abs(centres[i] - weight) < Math.abs(centres[best] - weight) ? i : best;
    }
    return best;
  }

  private static float[] start(float[] weights, int size, SplittableRandom random) {
    float[] centres = new float[size];
    double[] distances = new double[weights.length];
    Arrays.fill(distances, 1);
    for (int k = 0; k < size; k++) {
      centres[k] = weights[draw(distances, random.nextDouble())];
      for (int i = 0; i < weights.length; i++) {
        double gap = (double) weights[i] - centres[k];
        distances[i] = k == 0 ? gap * gap : Math.min(distances[i], gap * gap);
      }
    }
    return centres;
  }

  /** An index with a chance in proportion to its share; the first where all have none. */
  private static int draw(double[] shares, double at) {
    double all = 0;
    for (double share : shares) {
      all += share;
    }
    double left = at * all;
    int last = 0;
    for (int i = 0; i < shares.length; i++) {
      if (shares[i] > 0) {
        last = i;
        left -= shares[i];
        if (left < 0) {
          return i;
        }
      }
    }
    return last;
  }

  /** Moves each centre to the mean of its weights; false where none moved. */
  private static boolean improve(float[] weights, float[] centres) {
    Codebook current = new Codebook(centres);
    double[] sums = new double[centres.length];
    int[] counts = new int[centres.length];
    for (float weight : weights) {
      int nearest = current.nearest(weight);
      sums[nearest] += weight;
      counts[nearest]++;
    }
    boolean moved = false;
    for (int k = 0; k < centres.length; k++) {
      float mean = counts[k] == 0 ? centres[k] : (float) (sums[k] / counts[k]);
      moved |= mean != centres[k];
      centres[k] = mean;
    }
    return moved;
  }
}
