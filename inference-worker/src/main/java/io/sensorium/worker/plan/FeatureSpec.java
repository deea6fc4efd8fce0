package io.sensorium.worker.plan;

import io.sensorium.worker.feature.ImageSpec;
import io.sensorium.worker.feature.LogMelSpec;
import io.sensorium.worker.feature.WordTokens;

/** How an input's payloads become one row of a tensor, with nothing left open. */
public sealed interface FeatureSpec {
  /** Values in one row. */
  int size();

  /** A frame. */
  record Image(ImageSpec spec) implements FeatureSpec {
    @Override
    public int size() {
      return spec.size();
    }
  }

  /** A log-mel spectrogram of so many frames. */
  record Mel(LogMelSpec spec, int frames) implements FeatureSpec {
    @Override
    public int size() {
      return spec.bands() * frames;
    }
  }

  /**
   * Samples as they are.
   *
   * @param window new samples in a row
   * @param context samples in front that the row before ended with; only with state
   */
  record Samples(int sampleRate, int window, int context) implements FeatureSpec {
    @Override
    public int size() {
      return window + context;
    }
  }

  /** Word ids. */
  record Words(WordTokens tokens) implements FeatureSpec {
    @Override
    public int size() {
      return tokens.length();
    }
  }
}
