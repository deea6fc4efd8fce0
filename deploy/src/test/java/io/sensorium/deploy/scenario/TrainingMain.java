package io.sensorium.deploy.scenario;

import io.sensorium.ingest.scene.ScenarioScenes;
import io.sensorium.model.training.TrainScenario;
import io.sensorium.model.training.TrainingPlan;
import java.nio.file.Files;
import java.nio.file.Path;

/** Arguments: scenario, output folder, threads, and optionally a divisor of the plan's scenes. */
final class TrainingMain {
  private TrainingMain() {}

  public static void main(String[] arguments) throws Exception {
    TrainingPlan plan = TrainingPlan.full(Integer.parseInt(arguments[2]));
    if (arguments.length > 3) {
      int divisor = Integer.parseInt(arguments[3]);
      plan =
          new TrainingPlan(
              plan.encoderScenes() / divisor,
              plan.headScenes() / divisor,
              plan.examScenes() / divisor,
              plan.encoderEpochs(),
              plan.headEpochs(),
              plan.threads());
    }
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    long begun = System.nanoTime();
    var report =
        TrainScenario.run(
            arguments[0],
            new SimulatedScenes(ScenarioScenes.of(arguments[0])),
            folder,
            plan,
            line -> System.out.printf("%6.1f s  %s%n", (System.nanoTime() - begun) / 1e9, line));
    System.out.println(report.json() + report.table() + "parity " + report.parity());
  }
}
