package io.sensorium.model.training;

import io.sensorium.model.onnx.OnnxModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Makes the reference models of a scenario: trains, exports, quantizes, examines and writes them.
 */
public final class TrainScenario {
  private static final int CALIBRATION_SCENES = 400;
  private static final double LARGEST_DIFFERENCE = 1e-4;

  private TrainScenario() {}

  /**
   * Makes the models. The same plan gives the same bytes, whatever the number of threads.
   *
   * @param subject names the models: {@code <scenario>-frame}, {@code -sound}, {@code -words} and
   *     {@code -scene}
   * @param modelsFolder becomes the model repository; {@code report.json} and the card, {@code
   *     README.md}, go beside the models
   * @param progress is told a line at a time
   */
  public static TrainingReport run(
      Subject subject,
      SceneSource source,
      Path modelsFolder,
      TrainingPlan plan,
      Consumer<String> progress)
      throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(plan.threads());
    try {
      TrainedScenario trained = new ScenarioTraining(source, plan, threads, progress).train();
      progress.accept("quantizing");
      Scenes training =
          Scenes.load(source, TrainingPlan.HEAD_SEEDS, calibrationScenes(plan), threads);
      List<ModelFiles> models = new ScenarioExport(subject.scenario(), trained).models(training);
      progress.accept("examining on " + plan.examScenes() + " unseen scenes");
      Scenes unseen = Scenes.load(source, TrainingPlan.EXAM_SEEDS, plan.examScenes(), threads);
      TrainingReport report = examine(subject.scenario(), plan, trained, models, unseen);
      RepositoryWriter writer = new RepositoryWriter(modelsFolder);
      for (ModelFiles model : models) {
        writer.write(model);
      }
      Files.writeString(modelsFolder.resolve("report.json"), report.json());
      Files.writeString(
          modelsFolder.resolve("README.md"), new ScenarioCard(subject, report).of(models));
      return report;
    } finally {
      threads.shutdownNow();
    }
  }

  /** How many of the head's scenes int8 is calibrated on. */
  static int calibrationScenes(TrainingPlan plan) {
    return Math.min(CALIBRATION_SCENES, plan.headScenes());
  }

  private static TrainingReport examine(
      String scenario,
      TrainingPlan plan,
      TrainedScenario trained,
      List<ModelFiles> models,
      Scenes unseen) {
    Examination examination = new Examination(unseen, trained);
    List<byte[]> floats = bytes(models, m -> m.floats().toByteArray());
    List<byte[]> steps = bytes(models, m -> m.steps().toByteArray());
    double parity = examination.parity(OnnxModel::of, floats);
    if (parity > LARGEST_DIFFERENCE) {
      throw new IllegalStateException(
          "expected exported models to differ from the trained networks by at most "
              + LARGEST_DIFFERENCE
              + ", found "
              + parity);
    }
    return new TrainingReport(
        scenario,
        plan,
        examination.accuracies(OnnxModel::of, floats),
        examination.accuracies(OnnxModel::of, steps),
        examination.byLabel(OnnxModel::of, steps),
        examination.upperBounds(),
        examination.heardBefore(),
        parity);
  }

  private static List<byte[]> bytes(List<ModelFiles> models, Function<ModelFiles, byte[]> form) {
    return models.stream().map(form).toList();
  }
}
