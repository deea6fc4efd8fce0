package io.sensorium.model.study;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Senses that work badly, on the features that encoders take: a grainy frame, a noisy microphone,
 * every other word not understood.
 */
enum Noise {
  NONE {
    @Override
    void apply(int sense, float[] features, RandomGenerator random) {}
  },
  STRONG {
    @Override
    void apply(int sense, float[] features, RandomGenerator random) {
      for (int i = 0; i < features.length; i++) {
        if (sense < WORDS) {
          features[i] += (float) (DEVIATION[sense] * gaussian(random));
        } else if (features[i] > UNKNOWN && random.nextLong() < 0) {
          features[i] = UNKNOWN;
        }
      }
    }
  };

  private static final int WORDS = 2;
  private static final float UNKNOWN = 1;

  /** Of pixels, whose deviation is about 1, and of log energies, in nepers. */
  private static final double[] DEVIATION = {1.0, 1.5};

  /** Changes features in place. */
  abstract void apply(int sense, float[] features, RandomGenerator random);

  /** The features of a scene, changed as its number says. */
  float[] of(int sense, float[] features, long scene) {
    float[] copy = features.clone();
    apply(sense, copy, new SplittableRandom(scene * 31 + sense));
    return copy;
  }

  /** Sum of twelve uniform numbers: near enough, and the same on every machine. */
  private static double gaussian(RandomGenerator random) {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += (random.nextLong() >>> 11) * 0x1.0p-53;
    }
    return sum;
  }
}
