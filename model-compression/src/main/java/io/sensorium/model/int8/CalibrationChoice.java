package io.sensorium.model.int8;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.model.calibrate.Calibration;
import io.sensorium.model.sample.Samples;
import io.sensorium.model.sensitivity.Quality;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Which of several calibrations keeps most quality.
 *
 * @param best the first of those with the best quality
 * @param tried all, in their order
 */
public record CalibrationChoice(Calibration best, List<Tried> tried) {
  public CalibrationChoice {
    tried = List.copyOf(tried);
  }

  /** What came of one with all layers on 8 bits. */
  public record Tried(Calibration calibration, double quality) {}

  /**
   * Quantizes a model with each, with all layers on 8 bits that can be.
   *
   * @param calibrations at least one
   * @param settings all but the calibration and the budget
   * @param measure gives the quality that is to be kept, from the float model
   * @param progress is told a line at a time
   */
  public static CalibrationChoice of(
      ModelProto model,
      Samples samples,
      List<Calibration> calibrations,
      StaticSettings settings,
      Function<byte[], Quality> measure,
      Consumer<String> progress) {
    List<Tried> tried = new ArrayList<>();
    Tried best = null;
    for (Calibration calibration : calibrations) {
      StaticResult result =
          StaticInt8.quantize(
              model, samples, settings.calibrated(calibration).unbounded(), measure, progress);
      Tried one = new Tried(calibration, result.budget().quality());
      progress.accept("%s: %.4f".formatted(calibration.name(), one.quality()));
      tried.add(one);
      best = best == null || one.quality() > best.quality() ? one : best;
    }
    if (best == null) {
      throw new IllegalArgumentException("expected calibrations to try, found none");
    }
    return new CalibrationChoice(best.calibration(), tried);
  }
}
