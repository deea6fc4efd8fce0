package io.sensorium.deploy.command.model;

import io.sensorium.model.onnx.OnnxModel;
import io.sensorium.model.study.FusionStudy;
import io.sensorium.model.training.SceneSource;
import io.sensorium.model.training.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import picocli.CommandLine.Command;

/** Compares ways to judge from several senses. */
@Command(
    name = "fusions",
    description =
        "Train every kind of fusion head on a scenario's encoders and compare them: all senses, each"
            + " missing, noise, time, size.")
final class FusionsCommand extends StudyCommand {
  @Override
  String table(
      String scenario, Path models, SceneSource source, TrainingPlan plan, ExecutorService threads)
      throws IOException, InterruptedException {
    return new FusionStudy(source, plan, threads, OnnxModel::of, System.err::println)
        .run(scenario, models)
        .markdown();
  }
}
