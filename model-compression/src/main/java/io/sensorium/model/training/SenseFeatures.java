package io.sensorium.model.training;

import io.sensorium.worker.feature.FeatureException;
import io.sensorium.worker.feature.ImageFeatures;
import io.sensorium.worker.feature.ImageSpec;
import io.sensorium.worker.feature.LogMel;
import io.sensorium.worker.feature.LogMelSpec;
import io.sensorium.worker.feature.Pcm;
import io.sensorium.worker.feature.SampleFormat;
import io.sensorium.worker.feature.SoundSpan;
import io.sensorium.worker.feature.SoundWindow;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;

/** The features of the reference models, computed by the code that computes them in service. */
final class SenseFeatures {
  static final ImageSpec FRAME =
      new ImageSpec(
          48,
          64,
          ImageSpec.Layout.CHW,
          ImageSpec.Colour.RGB,
          ImageSpec.Resize.STRETCH,
          1 / 255.0,
          List.of(0.5, 0.5, 0.5),
          List.of(0.25, 0.25, 0.25),
          ImageSpec.DEFAULT_MAX_PIXELS);

  static final LogMelSpec SOUND =
      new LogMelSpec(16_000, 32, 400, 320, 50, 8000, LogMelSpec.Order.BANDS_FRAMES);

  /** Spectra of the window: about a second of sound. */
  static final int SOUND_FRAMES = 49;

  /** Word ids of one text. */
  static final int WORDS = 16;

  private static final ImageFeatures IMAGES = new ImageFeatures(FRAME);
  private static final LogMel MELS = new LogMel(SOUND);

  private SenseFeatures() {}

  /** Three channels of 48 × 64 values. */
  static float[] frame(ByteBuffer encoded) {
    float[] values = new float[3 * FRAME.height() * FRAME.width()];
    try {
      IMAGES.write(encoded, FloatBuffer.wrap(values));
    } catch (FeatureException e) {
      throw new IllegalArgumentException("a scene's frame has no features", e);
    }
    return values;
  }

  /** 32 bands of 49 values. */
  static float[] sound(ByteBuffer samples) {
    float[] values = new float[SOUND.bands() * SOUND_FRAMES];
    try {
      SoundSpan span = new SoundSpan(0, SOUND.sampleRate(), Pcm.mono(samples, SampleFormat.S16, 1));
      float[] window =
          SoundWindow.join(
              List.of(span), span.endUs(), SOUND.sampleRate(), SOUND.samples(SOUND_FRAMES));
      MELS.write(window, FloatBuffer.wrap(values));
    } catch (FeatureException e) {
      throw new IllegalArgumentException("a scene's sound has no features", e);
    }
    return values;
  }
}
