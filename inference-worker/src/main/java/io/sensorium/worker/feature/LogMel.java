package io.sensorium.worker.feature;

import io.sensorium.worker.feature.LogMelSpec.Order;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.jtransforms.fft.FloatFFT_1D;

/** Sound to log-mel spectrograms, as {@link LogMelSpec} says. Thread-safe. */
public final class LogMel {
  private static final float FLOOR = 1e-6f;

  private final LogMelSpec spec;
  private final int size;
  private final FloatFFT_1D fft;
  private final float[] hann;
  private final int[] firstBin;
  private final float[][] filters;

  public LogMel(LogMelSpec spec) {
    this.spec = spec;
    this.size = Math.max(2, Integer.highestOneBit(spec.window() - 1) << 1);
    this.fft = new FloatFFT_1D(size);
    this.hann = new float[spec.window()];
    for (int i = 0; i < hann.length; i++) {
      hann[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * i / hann.length));
    }
    this.firstBin = new int[spec.bands()];
    this.filters = new float[spec.bands()][];
    for (int band = 0; band < spec.bands(); band++) {
      filter(band);
    }
  }

  /** What it was made with. */
  public LogMelSpec spec() {
    return spec;
  }

  /**
   * Writes {@code bands * frames(samples.length)} values from the target's position on, which stays
   * where it is.
   *
   * @param samples in [-1, 1], at the specification's rate
   */
  public void write(float[] samples, FloatBuffer target) {
    int frames = spec.frames(samples.length);
    int base = target.position();
    boolean bandsFirst = spec.order() == Order.BANDS_FRAMES;
    float[] spectrum = new float[size];
    float[] power = new float[size / 2 + 1];
    for (int frame = 0; frame < frames; frame++) {
      power(samples, frame * spec.hop(), spectrum, power);
      for (int band = 0; band < spec.bands(); band++) {
        int at = bandsFirst ? band * frames + frame : frame * spec.bands() + band;
        target.put(base + at, (float) Math.log(energy(band, power) + FLOOR));
      }
    }
  }

  private void power(float[] samples, int start, float[] spectrum, float[] power) {
    for (int i = 0; i < hann.length; i++) {
      spectrum[i] = samples[start + i] * hann[i];
    }
    Arrays.fill(spectrum, hann.length, size, 0f);
    fft.realForward(spectrum);
    // JTransforms packs the real parts of bins 0 and size/2 into the first two places.
    power[0] = spectrum[0] * spectrum[0];
    power[size / 2] = spectrum[1] * spectrum[1];
    for (int bin = 1; bin < size / 2; bin++) {
      float re = spectrum[2 * bin];
      float im = spectrum[2 * bin + 1];
      power[bin] = re * re + im * im;
    }
  }

  private float energy(int band, float[] power) {
    float sum = 0;
    float[] filter = filters[band];
    for (int i = 0; i < filter.length; i++) {
      sum += filter[i] * power[firstBin[band] + i];
    }
    return sum;
  }

  private void filter(int band) {
    double low = mel(spec.minHz());
    double step = (mel(spec.maxHz()) - low) / (spec.bands() + 1);
    double left = hz(low + band * step);
    double centre = hz(low + (band + 1) * step);
    double right = hz(low + (band + 2) * step);
    double width = (double) spec.sampleRate() / size;
    int first = Math.max(0, (int) Math.ceil(left / width));
    int last = Math.min(size / 2, (int) Math.floor(right / width));
    float[] filter = new float[Math.max(0, last - first + 1)];
    for (int i = 0; i < filter.length; i++) {
      double f = (first + i) * width;
      double weight = f <= centre ? (f - left) / (centre - left) : (right - f) / (right - centre);
      filter[i] = (float) Math.max(0, weight);
    }
    firstBin[band] = first;
    filters[band] = filter;
  }

  private static double mel(double hz) {
    return 2595 * Math.log10(1 + hz / 700);
  }

  private static double hz(double mel) {
    return 700 * (Math.pow(10, mel / 2595) - 1);
  }
}
