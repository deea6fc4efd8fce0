package io.sensorium.worker.feature;

import io.sensorium.worker.feature.LogMelSpec.Order;
import java.nio.FloatBuffer;

/** Sound to cepstral coefficients, as {@link MfccSpec} says. Thread-safe. */
public final class Mfcc {
  private final MfccSpec spec;
  private final LogMel mel;
  private final float[][] cosines;

  public Mfcc(MfccSpec spec) {
    this.spec = spec;
    this.mel = new LogMel(spec.mel());
    int bands = spec.mel().bands();
    this.cosines = new float[spec.coefficients()][bands];
    for (int k = 0; k < spec.coefficients(); k++) {
      double norm = Math.sqrt((k == 0 ? 1.0 : 2.0) / bands);
      for (int band = 0; band < bands; band++) {
        cosines[k][band] = (float) (norm * Math.cos(Math.PI * k * (2 * band + 1) / (2.0 * bands)));
      }
    }
  }

  /**
   * Writes {@code coefficients * frames(samples.length)} values from the target's position on,
   * which stays where it is.
   *
   * @param samples in [-1, 1], at the specification's rate
   */
  public void write(float[] samples, FloatBuffer target) {
    int bands = spec.mel().bands();
    int frames = spec.mel().frames(samples.length);
    boolean bandsFirst = spec.mel().order() == Order.BANDS_FRAMES;
    FloatBuffer spectrogram = FloatBuffer.allocate(bands * frames);
    mel.write(samples, spectrogram);
    int base = target.position();
    for (int frame = 0; frame < frames; frame++) {
      for (int k = 0; k < cosines.length; k++) {
        float sum = 0;
        for (int band = 0; band < bands; band++) {
          int at = bandsFirst ? band * frames + frame : frame * bands + band;
          sum += cosines[k][band] * spectrogram.get(at);
        }
        target.put(base + (bandsFirst ? k * frames + frame : frame * cosines.length + k), sum);
      }
    }
  }
}
