package io.sensorium.deploy.command.model;

import io.sensorium.config.ConfigException;
import io.sensorium.deploy.scenario.ScenarioNames;
import io.sensorium.deploy.scenario.ShippedPlan;
import io.sensorium.deploy.scenario.SimulatedScenes;
import io.sensorium.deploy.scenario.WavClips;
import io.sensorium.model.onnx.OnnxModel;
import io.sensorium.model.supervised.DigitTraining;
import io.sensorium.model.supervised.IntentTraining;
import io.sensorium.model.supervised.TaughtModel;
import io.sensorium.model.training.TrainScenario;
import io.sensorium.model.training.TrainingPlan;
import io.sensorium.model.training.TrainingReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes reference models anew. */
@Command(
    name = "train",
    description =
        "Train a scenario's models on simulated scenes, or a single one on labelled samples of --data"
            + " (intents, digits); examine, and write them with a card. The same bytes every time,"
            + " whatever the number of threads.")
final class TrainCommand implements Callable<Integer> {
  private static final Set<String> ON_SAMPLES = Set.of("intents", "digits");

  @Parameters(
      index = "0",
      paramLabel = "WHAT",
      completionCandidates = ScenarioNames.class,
      description = "intents, digits, or a scenario: ${COMPLETION-CANDIDATES}.")
  private String what = "";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "For intents: NLU-Evaluation-Data, or texts as 'model evaluate' reads them. For digits:"
              + " Free Spoken Digit Dataset.")
  private @Nullable Path data;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Becomes the model repository.")
  private Path folder = Path.of("");

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description =
          "Of intents and digits: parts and first parameters (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Override
  public Integer call() throws IOException, InterruptedException {
    int threads = Runtime.getRuntime().availableProcessors();
    if (ON_SAMPLES.contains(what) != (data != null)) {
      throw new ConfigException(
          "expected --data with %s and without it otherwise, found '%s' %s --data. Correct either."
              .formatted(ON_SAMPLES, what, data == null ? "without" : "with"));
    }
    if (data != null) {
      return onSamples(data, threads);
    }
    SimulatedScenes scenes = SimulatedScenes.of(what);
    TrainingPlan plan = ShippedPlan.of(what, threads);
    TrainingReport report =
        TrainScenario.run(scenes.subject(), scenes, folder, plan, System.err::println);
    System.out.println(report.table());
    return 0;
  }

  private int onSamples(Path samples, int threads) throws IOException, InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      TaughtModel model =
          what.equals("intents")
              ? new IntentTraining(seed, pool, System.err::println).run(samples, OnnxModel::of)
              : new DigitTraining(seed, pool, System.err::println)
                  .run(samples, new WavClips(), OnnxModel::of);
      model.write(folder);
      System.out.println(model.card());
      return 0;
    } finally {
      pool.shutdownNow();
    }
  }
}
