package io.sensorium.worker.feature;

/** Puts the loudness of different sources on one scale. */
public final class Loudness {
  /** Keeps silence finite; the value of Hugging Face's feature extractors. */
  private static final double FLOOR = 1e-7;

  private Loudness() {}

  /** Shifts and scales the samples in place to a mean of 0 and a variance of 1. */
  public static void standardise(float[] samples) {
    double sum = 0;
    for (float sample : samples) {
      sum += sample;
    }
    double mean = sum / samples.length;
    double squares = 0;
    for (float sample : samples) {
      squares += (sample - mean) * (sample - mean);
    }
    double gain = 1 / Math.sqrt(squares / samples.length + FLOOR);
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) ((samples[i] - mean) * gain);
    }
  }
}
