package io.sensorium.model.supervised.digit;

import java.util.random.RandomGenerator;

/**
 * A digit as it could have sounded: faster or slower, by a longer or shorter vocal tract (Jaitly
 * and Hinton, "Vocal Tract Length Perturbation", 2013), nearer or farther, brighter or duller, with
 * silence behind and a little noise; a few bands and spectra are blanked (Park et al.,
 * "SpecAugment", 2019).
 */
final class DigitVariation {
  private static final double TEMPO = 0.2;
  private static final double TRACT = 0.08;
  private static final double LOUDNESS = 1.2;
  private static final double TILT = 1;
  private static final double NOISE = 0.3;
  private static final int MOST_BLANK = 4;

  /** What silence is in a log-mel spectrogram, and what is surely more than that. */
  private static final float SILENCE = (float) StrictMath.log(1e-6);

  private static final float AUDIBLE = SILENCE + 1;

  private static final int BANDS = DigitFeatures.SPEC.bands();
  private static final int FRAMES = DigitFeatures.FRAMES;

  private DigitVariation() {}

  /** Writes one of its variations. */
  static void write(Utterance utterance, RandomGenerator random, float[] input) {
    double tempo = 1 + TEMPO * centred(random);
    double tract = 1 + TRACT * centred(random);
    double loudness = LOUDNESS * centred(random);
    double tilt = TILT * centred(random);
    double last =
        DigitFeatures.WIDE - 1 - DigitFeatures.BEHIND + DigitFeatures.BEHIND * uniform(random);
    for (int band = 0; band < BANDS; band++) {
      double fromBand = Math.min(BANDS - 1.001, band * tract);
      float louder = (float) (loudness + tilt * (2.0 * band / BANDS - 1));
      for (int frame = 0; frame < FRAMES; frame++) {
        double fromFrame = last - (FRAMES - 1 - frame) * tempo;
        float value = between(utterance.wide(), fromBand, fromFrame);
        float said = value > AUDIBLE ? Math.max(SILENCE, value + louder) : value;
        input[band * FRAMES + frame] = said + (float) (NOISE * centred(random));
      }
    }
    blank(input, random);
  }

  /** The value between four cells; silence outside. */
  private static float between(float[] wide, double band, double frame) {
    if (frame < 0 || frame >= DigitFeatures.WIDE - 1.001) {
      return SILENCE;
    }
    int at = ((int) band) * DigitFeatures.WIDE + (int) frame;
    int above = at + DigitFeatures.WIDE;
    float up = (float) (band - (int) band);
    float on = (float) (frame - (int) frame);
    float now = wide[at] * (1 - up) + wide[above] * up;
    float next = wide[at + 1] * (1 - up) + wide[above + 1] * up;
    return now * (1 - on) + next * on;
  }

  private static void blank(float[] input, RandomGenerator random) {
    float mean = 0;
    for (float value : input) {
      mean += value / input.length;
    }
    int bands = (int) ((MOST_BLANK + 1) * uniform(random));
    int firstBand = (int) ((BANDS - bands) * uniform(random));
    int frames = (int) ((MOST_BLANK + 1) * uniform(random));
    int firstFrame = (int) ((FRAMES - frames) * uniform(random));
    for (int band = 0; band < BANDS; band++) {
      boolean blankBand = band >= firstBand && band < firstBand + bands;
      for (int frame = 0; frame < FRAMES; frame++) {
        if (blankBand || (frame >= firstFrame && frame < firstFrame + frames)) {
          input[band * FRAMES + frame] = mean;
        }
      }
    }
  }

  /** From -1 to 1. */
  private static double centred(RandomGenerator random) {
    return 2 * uniform(random) - 1;
  }

  /** From 0 to 1, by a fixed recipe, the same on every Java version. */
  private static double uniform(RandomGenerator random) {
    return (random.nextLong() >>> 11) * 0x1.0p-53;
  }
}
