package io.sensorium.deploy.command.model;

import io.sensorium.model.onnx.OnnxModel;
import io.sensorium.model.study.PrivacyStudy;
import io.sensorium.model.training.SceneSource;
import io.sensorium.model.training.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import picocli.CommandLine.Command;

/** What privacy in training costs. */
@Command(
    name = "privacy",
    description =
        "Train a scenario's head with differential privacy and on sites that keep their scenes, and"
            + " say what that costs.")
final class PrivacyCommand extends StudyCommand {
  @Override
  String table(
      String scenario, Path models, SceneSource source, TrainingPlan plan, ExecutorService threads)
      throws IOException, InterruptedException {
    return new PrivacyStudy(source, plan, threads, OnnxModel::of, System.err::println)
        .run(scenario, models);
  }
}
