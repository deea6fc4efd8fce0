package io.sensorium.worker.feature;

import java.math.BigInteger;

/**
 * Changes the sample rate with a polyphase windowed-sinc filter (Hann window, {@value #ZEROS} zero
 * crossings on each side, cut-off at 95 % of the lower Nyquist frequency, unit gain at DC for every
 * phase), after Crochiere and Rabiner, Multirate Digital Signal Processing, 1983. Beyond its ends
 * the signal counts as zero. Immutable and thread-safe.
 */
public final class Resampler {
  private static final int ZEROS = 16;
  private static final double ROLL_OFF = 0.95;
  private static final int MIN_RATE = 1_000;
  private static final int MAX_RATE = 768_000;

  /** A table of this many coefficients is kept; for odder ratios each is computed when needed. */
  private static final int MAX_TABLE = 1 << 20;

  private final int up;
  private final int down;
  private final int half;
  private final double cutoff;
  private final float[][] table;

  private Resampler(int up, int down) {
    this.up = up;
    this.down = down;
    this.cutoff = ROLL_OFF * Math.min(1.0, (double) up / down);
    this.half = up == down ? 0 : (int) Math.ceil(ZEROS / cutoff);
    this.table = new float[(long) up * (2 * half + 1) <= MAX_TABLE ? up : 0][];
    for (int phase = 0; phase < table.length; phase++) {
      table[phase] = coefficients(phase);
    }
  }

  /**
   * @param from samples in a second of what comes
   * @param to samples in a second of what is wanted
   * @throws FeatureException if either is no usable rate
   */
  public static Resampler of(int from, int to) throws FeatureException {
    for (int rate : new int[] {from, to}) {
      if (rate < MIN_RATE || rate > MAX_RATE) {
        throw new FeatureException(
            "a sample rate of " + MIN_RATE + " to " + MAX_RATE + " Hz",
            rate + " Hz",
            "correct the chunk's sample rate");
      }
    }
    int gcd = BigInteger.valueOf(from).gcd(BigInteger.valueOf(to)).intValue();
    return new Resampler(to / gcd, from / gcd);
  }

  /** The signal at the wanted rate: {@code ceil(n * to / from)} samples. */
  public float[] apply(float[] signal) {
    if (up == down) {
      return signal.clone();
    }
    int length = (int) (((long) signal.length * up + down - 1) / down);
    float[] result = new float[length];
    for (int k = 0; k < length; k++) {
      long at = (long) k * down;
      int centre = (int) (at / up);
      int phase = (int) (at % up);
      float[] taps = table.length > 0 ? table[phase] : coefficients(phase);
      int first = Math.max(0, centre - half);
      int last = Math.min(signal.length - 1, centre + half);
      float sum = 0;
      for (int j = first; j <= last; j++) {
        sum += signal[j] * taps[j - centre + half];
      }
      result[k] = sum;
    }
    return result;
  }

  private float[] coefficients(int phase) {
    double offset = (double) phase / up;
    double[] taps = new double[2 * half + 1];
    double sum = 0;
    for (int j = 0; j < taps.length; j++) {
      double distance = j - half - offset;
      double x = Math.PI * cutoff * distance;
      double sinc = x == 0 ? 1 : Math.sin(x) / x;
      double window =
          half == 0 ? 1 : 0.5 + 0.5 * Math.cos(Math.PI * Math.min(1, Math.abs(distance) / half));
      taps[j] = sinc * window;
      sum += taps[j];
    }
    float[] result = new float[taps.length];
    for (int j = 0; j < taps.length; j++) {
      result[j] = (float) (taps[j] / sum);
    }
    return result;
  }
}
