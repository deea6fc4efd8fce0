package io.sensorium.model.supervised.sound;

import java.util.random.RandomGenerator;

/**
 * A clip as it could have been: begun elsewhere, nearer or farther, brighter or duller, a little
 * higher or lower, with a part of it lost (Park et al., "SpecAugment", 2019).
 */
final class ClipVariation {
  private static final double LOUDNESS = 1.5;
  private static final double TILT = 1.2;
  private static final double NOISE = 0.3;
  private static final int MOST_BANDS = 2;
  private static final int MOST_BLANK_BANDS = 6;
  private static final int MOST_BLANK_FRAMES = 24;

  private static final int BANDS = ClipFeatures.SPEC.bands();
  private static final int FRAMES = ClipFeatures.FRAMES;

  private ClipVariation() {}

  /** As it is. */
  static void plain(HeardClip clip, RandomGenerator random, float[] input) {
    System.arraycopy(clip.mel(), 0, input, 0, input.length);
  }

  /** Writes one of its variations. */
  static void write(HeardClip clip, RandomGenerator random, float[] input) {
    int begin = below(random, FRAMES);
    int higher = below(random, 2 * MOST_BANDS + 1) - MOST_BANDS;
    double louder = LOUDNESS * centred(random);
    double tilt = TILT * centred(random);
    int bands = below(random, MOST_BLANK_BANDS + 1);
    int firstBand = below(random, BANDS - bands + 1);
    int frames = below(random, MOST_BLANK_FRAMES + 1);
    int firstFrame = below(random, FRAMES - frames + 1);
    float mean = mean(clip.mel());
    for (int band = 0; band < BANDS; band++) {
      int from = Math.max(0, Math.min(BANDS - 1, band - higher));
      float gain = (float) (louder + tilt * (2.0 * band / BANDS - 1));
      boolean blank = band >= firstBand && band < firstBand + bands;
      for (int frame = 0; frame < FRAMES; frame++) {
        boolean lost = blank || (frame >= firstFrame && frame < firstFrame + frames);
        float value = clip.mel()[from * FRAMES + (begin + frame) % FRAMES] + gain;
        float noise = (float) (NOISE * centred(random));
        input[band * FRAMES + frame] = lost ? mean : value + noise;
      }
    }
  }

  private static float mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return (float) (sum / values.length);
  }

  private static int below(RandomGenerator random, int bound) {
    return (int) Math.floorMod(random.nextLong(), (long) bound);
  }

  /** From -1 to 1, by a fixed recipe, the same on every Java version. */
  private static double centred(RandomGenerator random) {
    return (random.nextLong() >>> 11) * 0x1.0p-52 - 1;
  }
}
