package io.sensorium.worker.plan;

import io.sensorium.worker.feature.ImageSpec;
import io.sensorium.worker.feature.LogMelSpec;
import io.sensorium.worker.feature.MfccSpec;
import io.sensorium.worker.feature.TextFeatures;

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

  /** Cepstral coefficients of so many frames. */
  record Cepstrum(MfccSpec spec, int frames) implements FeatureSpec {
    @Override
    public int size() {
      return spec.coefficients() * frames;
    }
  }

  /** Sound that is taken window by window, also by a model with state. */
  sealed interface Stream extends FeatureSpec {
    /** Samples in a second. */
    int sampleRate();

    /** New samples in a row. */
    int window();

    /** Samples in front that the row before ended with; only with state. */
    int context();

    /** Whether the first row waits for samples in front; otherwise they are zero. */
    boolean waitsForContext();
  }

  /**
   * Samples as they are.
   *
   * @param standardised whether they get a mean of 0 and a variance of 1; only without state
   */
  record Samples(int sampleRate, int window, int context, boolean standardised) implements Stream {
    @Override
    public int size() {
      return window + context;
    }

    @Override
    public boolean waitsForContext() {
      return false;
    }
  }

  /** The complex spectrum of one frame, of new samples and those in front. */
  record Bins(int sampleRate, int window, int context) implements Stream {
    @Override
    public int size() {
      return window + context + 2;
    }

    @Override
    public boolean waitsForContext() {
      return true;
    }
  }

  /** What is made of the words of a text. */
  record Words(TextFeatures features) implements FeatureSpec {
    @Override
    public int size() {
      return features.size();
    }
  }
}
