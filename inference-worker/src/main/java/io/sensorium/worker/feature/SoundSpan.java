package io.sensorium.worker.feature;

/**
 * A contiguous span of one channel.
 *
 * @param startUs when its first sample was taken, in microseconds
 * @param sampleRate samples in a second
 * @param samples in [-1, 1]
 */
public record SoundSpan(long startUs, int sampleRate, float[] samples) {

  /** When the sample after its last would be taken, in microseconds. */
  public long endUs() {
    return startUs + samples.length * 1_000_000L / sampleRate;
  }

  /** The same span at another rate. */
  public SoundSpan at(int rate) throws FeatureException {
    return rate == sampleRate
        ? this
        : new SoundSpan(startUs, rate, Resampler.of(sampleRate, rate).apply(samples));
  }
}
