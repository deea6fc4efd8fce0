package io.sensorium.model.supervised.digit;

import io.sensorium.worker.feature.FeatureException;
import io.sensorium.worker.feature.LogMel;
import io.sensorium.worker.feature.LogMelSpec;
import io.sensorium.worker.feature.SoundSpan;
import io.sensorium.worker.feature.SoundWindow;
import java.nio.FloatBuffer;
import java.util.List;

/** Log-mel spectrograms [band][frame] of spoken digits, by the code that serves. */
final class DigitFeatures {
  static final LogMelSpec SPEC =
      new LogMelSpec(8_000, 24, 256, 200, 60, 4_000, LogMelSpec.Order.BANDS_FRAMES);

  /** Spectra that the network hears: 1.1 seconds. */
  static final int FRAMES = 44;

  /** Spectra of a wide spectrogram before and behind those. */
  static final int BEFORE = 20;

  static final int BEHIND = 8;
  static final int WIDE = BEFORE + FRAMES + BEHIND;

  private static final LogMel MEL = new LogMel(SPEC);

  private DigitFeatures() {}

  /** As in service: the window ends with the clip. */
  static float[] heard(SoundSpan clip) throws FeatureException {
    return spectrogram(clip, FRAMES, 0);
  }

  /** A longer window, which ends in silence behind the clip. */
  static float[] wide(SoundSpan clip) throws FeatureException {
    return spectrogram(clip, WIDE, BEHIND);
  }

  private static float[] spectrogram(SoundSpan clip, int frames, int behind)
      throws FeatureException {
    long silenceUs = 1_000_000L * behind * SPEC.hop() / SPEC.sampleRate();
    float[] window =
        SoundWindow.join(
            List.of(clip), clip.endUs() + silenceUs, SPEC.sampleRate(), SPEC.samples(frames));
    float[] values = new float[SPEC.bands() * frames];
    MEL.write(window, FloatBuffer.wrap(values));
    return values;
  }
}
