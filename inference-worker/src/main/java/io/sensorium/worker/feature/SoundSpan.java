package io.sensorium.worker.feature;

/** A contiguous span of one channel of sound. */
public final class SoundSpan {
  private final long startUs;
  private final int sampleRate;
  private final float[] samples;

  /**
   * @param startUs when its first sample was taken, in microseconds
   * @param sampleRate samples in a second
   * @param samples in [-1, 1]; not copied, so leave it as it is from here on
   */
  public SoundSpan(long startUs, int sampleRate, float[] samples) {
    this.startUs = startUs;
    this.sampleRate = sampleRate;
    this.samples = samples;
  }

  /** When its first sample was taken, in microseconds. */
  public long startUs() {
    return startUs;
  }

  /** When the sample after its last would be taken, in microseconds. */
  public long endUs() {
    return startUs + samples.length * 1_000_000L / sampleRate;
  }

  /** Samples in a second. */
  public int sampleRate() {
    return sampleRate;
  }

  /** In [-1, 1]; not a copy. */
  public float[] samples() {
    return samples;
  }

  /** The same span at another rate. */
  public SoundSpan at(int rate) throws FeatureException {
    return rate == sampleRate
        ? this
        : new SoundSpan(startUs, rate, Resampler.of(sampleRate, rate).apply(samples));
  }
}
