package io.sensorium.worker.feature;

import java.nio.FloatBuffer;
import org.jtransforms.fft.FloatFFT_1D;

/**
 * The complex spectrum of one frame of sound under the square root of a periodic Hann window, which
 * with half-overlapping frames gives the sound back when it is applied again. Thread-safe.
 */
public final class Spectrum {
  private final float[] window;
  private final FloatFFT_1D fft;

  /**
   * @param samples of a frame; even
   */
  public Spectrum(int samples) {
    if (samples < 2 || samples % 2 != 0) {
      throw new IllegalArgumentException(
          "expected a spectrum of an even number of samples, found " + samples);
    }
    this.window = new float[samples];
    this.fft = new FloatFFT_1D(samples);
    for (int i = 0; i < samples; i++) {
      window[i] = (float) Math.sin(Math.PI * i / samples);
    }
  }

  /** Values of a frame: real and imaginary part of each bin from 0 Hz to half the sample rate. */
  public int size() {
    return window.length + 2;
  }

  /**
   * Writes {@link #size()} values from the target's position on, which stays where it is.
   *
   * @param samples a frame
   */
  public void write(float[] samples, FloatBuffer target) {
    float[] spectrum = new float[window.length];
    for (int i = 0; i < window.length; i++) {
      spectrum[i] = samples[i] * window[i];
    }
    fft.realForward(spectrum);
    int base = target.position();
    int last = size() - 2;
    // JTransforms packs the real parts of the first and the last bin into the first two places.
    target.put(base, spectrum[0]).put(base + 1, 0);
    target.put(base + last, spectrum[1]).put(base + last + 1, 0);
    target.put(base + 2, spectrum, 2, window.length - 2);
  }
}
