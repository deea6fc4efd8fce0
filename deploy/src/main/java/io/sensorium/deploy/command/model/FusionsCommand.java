package io.sensorium.deploy.command.model;

import io.sensorium.config.ConfigException;
import io.sensorium.deploy.scenario.SimulatedScenes;
import io.sensorium.ingest.scene.ScenarioScenes;
import io.sensorium.model.onnx.OnnxModel;
import io.sensorium.model.study.FusionStudy;
import io.sensorium.model.training.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares ways to judge from several senses. */
@Command(
    name = "fusions",
    description =
        "Train every kind of fusion head on a scenario's encoders and compare them: all senses, each"
            + " missing, noise, time, size.")
final class FusionsCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "SCENARIO", description = "smart-home or driving.")
  private String scenario = "";

  @Option(
      names = "--models",
      required = true,
      paramLabel = "DIR",
      description = "The model repository with the scenario's encoders.")
  private Path models = Path.of("");

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!Files.isDirectory(models)) {
      throw new ConfigException(
          models + ": expected a model repository, found none. Check the path.");
    }
    int cores = Runtime.getRuntime().availableProcessors();
    ExecutorService threads = Executors.newFixedThreadPool(cores);
    try {
      FusionStudy study =
          new FusionStudy(
              new SimulatedScenes(ScenarioScenes.of(scenario)),
              TrainingPlan.full(cores),
              threads,
              OnnxModel::runner,
              System.err::println);
      System.out.println(study.run(scenario, models).markdown());
    } finally {
      threads.shutdownNow();
    }
    return 0;
  }
}
