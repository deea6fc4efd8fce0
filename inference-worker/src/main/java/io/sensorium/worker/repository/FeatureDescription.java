package io.sensorium.worker.repository;

import io.sensorium.worker.feature.ImageSpec.Colour;
import io.sensorium.worker.feature.ImageSpec.Resize;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an input's payloads become one tensor; what the model file's shape says is left open. */
public sealed interface FeatureDescription {

  /**
   * Of frames.
   *
   * @param size height and width; null where the model file fixes them
   * @param maxPixels frames with more are refused
   */
  record Image(
      @Nullable List<Integer> size,
      Colour colour,
      Resize resize,
      double scale,
      List<Double> mean,
      List<Double> std,
      long maxPixels)
      implements FeatureDescription {}

  /** Of sound: a log-mel spectrogram. */
  record LogMel(int sampleRate, int bands, int window, int hop, double minHz, double maxHz)
      implements FeatureDescription {}

  /**
   * Of sound: the samples themselves.
   *
   * @param window samples; null where the model file fixes them
   * @param context samples of the window before that a model with state wants again in front
   */
  record Raw(int sampleRate, @Nullable Integer window, int context) implements FeatureDescription {}

  /**
   * Of text.
   *
   * @param vocabulary name of the file beside the model file
   * @param length ids; null where the model file fixes them
   */
  record Text(String vocabulary, @Nullable Integer length) implements FeatureDescription {}
}
