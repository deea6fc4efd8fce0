package io.sensorium.deploy.command;

import io.sensorium.config.ConfigException;
import io.sensorium.deploy.scenario.SimulatedScenes;
import io.sensorium.ingest.scene.ScenarioScenes;
import io.sensorium.model.training.TrainScenario;
import io.sensorium.model.training.TrainingPlan;
import io.sensorium.worker.onnx.ModelInspection;
import io.sensorium.worker.onnx.OnnxRuntime;
import io.sensorium.worker.onnx.OnnxSettings;
import io.sensorium.worker.repository.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The model tools. */
@Command(
    name = "model",
    description = "Look into models, and make the reference ones.",
    subcommands = {ModelCommand.Inspect.class, ModelCommand.Train.class})
final class ModelCommand implements Runnable {
  @Spec private @org.jspecify.annotations.Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(System.out);
    }
  }

  /** Says what a model file is. */
  @Command(
      name = "inspect",
      description = "Inputs, outputs, operators, size and whether it loads here.")
  static final class Inspect implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "An ONNX file.")
    private Path file = Path.of("");

    @Override
    public Integer call() {
      if (!Files.isRegularFile(file)) {
        throw new ConfigException(file + ": expected an ONNX file, found none. Check the path.");
      }
      ModelInspection.describe(ModelFile.of(file), OnnxRuntime.open(OnnxSettings.DEFAULT))
          .lines()
          .forEach(System.out::println);
      return 0;
    }
  }

  /** Makes the models of a scenario anew. */
  @Command(
      name = "train",
      description =
          "Train, quantize and examine the models of a scenario on simulated scenes; the same bytes every time.")
  static final class Train implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "SCENARIO", description = "smart-home or driving.")
    private String scenario = "";

    @Option(
        names = "--out",
        required = true,
        paramLabel = "DIR",
        description = "Becomes the model repository.")
    private Path folder = Path.of("");

    @Override
    public Integer call() throws IOException, InterruptedException {
      TrainingPlan plan = TrainingPlan.full(Runtime.getRuntime().availableProcessors());
      SimulatedScenes scenes = new SimulatedScenes(ScenarioScenes.of(scenario));
      System.out.println(
          TrainScenario.run(scenario, scenes, folder, plan, System.err::println).table());
      return 0;
    }
  }
}
