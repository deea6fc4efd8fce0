package io.sensorium.model.supervised.sound;

import io.sensorium.model.labelled.Clip;
import io.sensorium.worker.feature.FeatureException;
import io.sensorium.worker.feature.LogMel;
import io.sensorium.worker.feature.LogMelSpec;
import io.sensorium.worker.feature.SoundSpan;
import io.sensorium.worker.feature.SoundWindow;
import java.nio.FloatBuffer;
import java.util.List;

/** Log-mel spectrograms of the last five seconds of clips, by the code that serves. */
final class ClipFeatures {
  static final LogMelSpec SPEC =
      new LogMelSpec(16_000, 40, 800, 640, 50, 8_000, LogMelSpec.Order.BANDS_FRAMES);

  /** Spectra of 40 ms: five seconds, as long as the clips of ESC-50. */
  static final int FRAMES = 124;

  private static final LogMel MEL = new LogMel(SPEC);

  private ClipFeatures() {}

  static float[] mel(Clip clip) throws FeatureException {
    SoundSpan span = clip.span();
    float[] window =
        SoundWindow.join(List.of(span), span.endUs(), SPEC.sampleRate(), SPEC.samples(FRAMES));
    float[] values = new float[SPEC.bands() * FRAMES];
    MEL.write(window, FloatBuffer.wrap(values));
    return values;
  }
}
