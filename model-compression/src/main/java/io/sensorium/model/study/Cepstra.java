package io.sensorium.model.study;

import java.util.random.RandomGenerator;

/**
 * Cepstral coefficients of log-mel spectrograms [band][spectrum], as {@code worker.feature.Mfcc}
 * makes them of sound: an orthonormal DCT-II over the bands, of log energies that are brought to
 * another scale before, so that the coefficients have theirs.
 */
final class Cepstra {
  private final int bands;
  private final float factor;
  private final float offset;
  private final float[][] cosines;

  /**
   * @param factor of log energies
   * @param offset added to them then
   */
  Cepstra(int bands, int coefficients, float factor, float offset) {
    this.bands = bands;
    this.factor = factor;
    this.offset = offset;
    this.cosines = new float[coefficients][bands];
    for (int k = 0; k < coefficients; k++) {
      double norm = Math.sqrt((k == 0 ? 1.0 : 2.0) / bands);
      for (int band = 0; band < bands; band++) {
        double angle = StrictMath.PI * k * (2 * band + 1) / (2.0 * bands);
        cosines[k][band] = (float) (norm * StrictMath.cos(angle));
      }
    }
  }

  /** Coefficients [coefficient][spectrum]. */
  float[] of(float[] mel) {
    int spectra = mel.length / bands;
    float[] values = new float[cosines.length * spectra];
    for (int k = 0; k < cosines.length; k++) {
      for (int band = 0; band < bands; band++) {
        for (int i = 0; i < spectra; i++) {
          values[k * spectra + i] += cosines[k][band] * (factor * mel[band * spectra + i] + offset);
        }
      }
    }
    return values;
  }

  /** The same shift of all log energies as spectrograms get: it is all in coefficient 0. */
  void louder(float[] cepstra, RandomGenerator random) {
    double shift = (random.nextLong() >>> 11) * 0x1.0p-53 * 1.6 - 0.8;
    int spectra = cepstra.length / cosines.length;
    for (int i = 0; i < spectra; i++) {
      cepstra[i] += (float) (shift * factor * Math.sqrt(bands));
    }
  }
}
