package io.sensorium.worker.feature;

/**
 * A log-mel spectrogram: frames of {@code window} samples every {@code hop}, Hann-windowed
 * (periodic), zero-padded to the next power of two, power spectrum, triangular HTK mel bands of
 * unit height, and {@code ln(energy + 1e-6)}. Frames are not centred: the first begins at the first
 * sample.
 *
 * @param sampleRate samples in a second
 * @param bands mel bands between {@code minHz} and {@code maxHz}
 * @param window samples of a frame
 * @param hop samples from a frame to the next
 * @param minHz lower edge of the first band
 * @param maxHz upper edge of the last band
 * @param order order of the tensor's dimensions
 */
public record LogMelSpec(
    int sampleRate, int bands, int window, int hop, double minHz, double maxHz, Order order) {

  /** Order of the tensor's dimensions. */
  public enum Order {
    BANDS_FRAMES,
    FRAMES_BANDS
  }

  public LogMelSpec {
    if (sampleRate < 1 || bands < 1 || window < 2 || hop < 1) {
      throw new IllegalArgumentException(
          "expected a positive sample rate, bands, window and hop, found %d, %d, %d and %d"
              .formatted(sampleRate, bands, window, hop));
    }
    if (!(minHz >= 0 && minHz < maxHz && maxHz <= sampleRate / 2.0)) {
      throw new IllegalArgumentException(
          "expected 0 <= min-hz < max-hz <= %s, found %s and %s"
              .formatted(sampleRate / 2.0, minHz, maxHz));
    }
  }

  /** Frames in a window of this many samples. */
  public int frames(int samples) {
    return samples < window ? 0 : 1 + (samples - window) / hop;
  }

  /** Samples that this many frames need. */
  public int samples(int frames) {
    return window + (frames - 1) * hop;
  }
}
