package io.sensorium.deploy.command.model;

import io.sensorium.config.ConfigException;
import io.sensorium.deploy.scenario.ScenarioNames;
import io.sensorium.deploy.scenario.ShippedPlan;
import io.sensorium.deploy.scenario.SimulatedScenes;
import io.sensorium.model.onnx.OnnxModel;
import io.sensorium.model.study.StudySetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains heads on a scenario's encoders and prints a table. */
abstract class StudyCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "SCENARIO",
      completionCandidates = ScenarioNames.class,
      description = "One of ${COMPLETION-CANDIDATES}.")
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
      StudySetting setting =
          new StudySetting(
              SimulatedScenes.of(scenario),
              ShippedPlan.of(scenario, cores),
              threads,
              OnnxModel::of,
              System.err::println);
      System.out.println(table(setting, scenario, models));
    } finally {
      threads.shutdownNow();
    }
    return 0;
  }

  /** The study, as Markdown. */
  abstract String table(StudySetting setting, String scenario, Path models)
      throws IOException, InterruptedException;
}
