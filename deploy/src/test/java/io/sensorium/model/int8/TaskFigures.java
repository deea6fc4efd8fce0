package io.sensorium.model.int8;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.model.calibrate.Calibration;
import io.sensorium.model.file.OnnxFile;
import io.sensorium.model.onnx.AlternatingTimes;
import io.sensorium.model.sensitivity.Quality;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Makes the figures of tasks in docs/quantization.md: models of others from {@code SENSORIUM_DATA},
 * how well they do in float, with all layers on 8 bits, and with layers left in float until one
 * half of the samples loses no more than the budget; the figures are of the other half. The
 * calibration is the one that keeps most on the half that is seen.
 *
 * <p>Arguments: some of the names, or none for all. Weights are on 8 bits: figures are of a
 * processor with VNNI.
 */
final class TaskFigures {
  private static final String[] ALL = {"nanodet", "ultraface", "yolox", "dnsmos"};
  private static final List<Calibration> CALIBRATIONS =
      List.of(
          Calibration.MIN_MAX,
          Calibration.LEAST_SQUARES,
          Calibration.percentile(0.9999),
          Calibration.ENTROPY);

  private TaskFigures() {}

  public static void main(String[] names) throws Exception {
    Path data = Path.of(System.getenv("SENSORIUM_DATA"));
    for (String name : names.length == 0 ? ALL : names) {
      ThirdPartyTask task = ThirdPartyTask.of(name, data);
      ModelProto floats = OnnxFile.read(task.file());
      double before = task.held().of(floats.toByteArray());
      Quality seen = task.seen();
      System.out.printf(
          "%s: %,d bytes, %.4f %s (%.4f seen)%n",
          name,
          floats.getSerializedSize(),
          before,
          task.held().description(),
          seen.of(floats.toByteArray()));
      CalibrationChoice choice =
          CalibrationChoice.of(
              floats,
              task.samples(),
              CALIBRATIONS,
              StaticSettings.DEFAULT,
              model -> seen,
              line -> {});
      StaticSettings settings = StaticSettings.DEFAULT.calibrated(choice.best());
      print(task, floats, with(settings, Refinement.NONE, OptionalDouble.empty()));
      print(task, floats, with(settings, Refinement.ALL, OptionalDouble.empty()));
      print(task, floats, with(settings, Refinement.ALL, OptionalDouble.of(task.budget())));
    }
  }

  private static StaticSettings with(
      StaticSettings settings, Refinement refinement, OptionalDouble budget) {
    return new StaticSettings(
        settings.calibration(), settings.weights(), refinement, List.of(), budget);
  }

  private static void print(ThirdPartyTask task, ModelProto floats, StaticSettings settings) {
    Quality seen = task.seen();
    StaticResult result =
        StaticInt8.quantize(floats, task.samples(), settings, model -> seen, line -> {});
    AlternatingTimes times = AlternatingTimes.measure(floats, result.model(), task.samples().at(0));
    System.out.printf(
        "  %s, %s, budget %s: %,d bytes, %.2f times as fast, %.4f held out (%.4f seen),"
            + " in float %s%n",
        settings.calibration().name(),
        settings.refinement(),
        settings.maxDrop(),
        result.model().getSerializedSize(),
        times.firstMs() / times.secondMs(),
        task.held().of(result.model().toByteArray()),
        result.budget().quality(),
        result.budget().floats());
  }
}
