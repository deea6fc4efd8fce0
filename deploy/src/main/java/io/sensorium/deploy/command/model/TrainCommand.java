package io.sensorium.deploy.command.model;

import io.sensorium.deploy.scenario.SimulatedScenes;
import io.sensorium.ingest.scene.ScenarioScenes;
import io.sensorium.model.training.TrainScenario;
import io.sensorium.model.training.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes the models of a scenario anew. */
@Command(
    name = "train",
    description =
        "Train, quantize and examine the models of a scenario on simulated scenes; the same bytes every time.")
final class TrainCommand implements Callable<Integer> {
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
