package io.sensorium.worker.feature;

/**
 * Mel-frequency cepstral coefficients: the orthonormal DCT-II over the bands of each frame of a
 * log-mel spectrogram (Davis and Mermelstein, 1980), of which the first ones are kept.
 *
 * @param mel the spectrogram; its order is also that of the coefficients, in place of the bands
 * @param coefficients how many are kept, the one for loudness among them
 */
public record MfccSpec(LogMelSpec mel, int coefficients) {
  public MfccSpec {
    if (coefficients < 1 || coefficients > mel.bands()) {
      throw new IllegalArgumentException(
          "expected 1 to %d coefficients of %<d bands, found %d"
              .formatted(mel.bands(), coefficients));
    }
  }
}
