package io.sensorium.model.export;

import io.sensorium.worker.feature.LogMelSpec;

/** Features of sound as {@code model.yaml} names them. */
public final class SoundDescription {
  private SoundDescription() {}

  /** An input that is a log-mel spectrogram, under {@code inputs}. */
  public static String logMel(String tensor, LogMelSpec spec) {
    return """
      %s:
        audio:
          sample-rate: %d
          log-mel: { bands: %d, window: %d, hop: %d, min-hz: %s, max-hz: %s }
    """
        .formatted(
            tensor,
            spec.sampleRate(),
            spec.bands(),
            spec.window(),
            spec.hop(),
            spec.minHz(),
            spec.maxHz());
  }
}
