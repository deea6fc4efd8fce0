package io.sensorium.deploy.command.model;

import io.sensorium.config.ConfigException;
import io.sensorium.deploy.scenario.ScenarioNames;
import io.sensorium.deploy.scenario.ShippedPlan;
import io.sensorium.deploy.scenario.SimulatedScenes;
import io.sensorium.deploy.scenario.WavClips;
import io.sensorium.model.onnx.OnnxModel;
import io.sensorium.model.supervised.TaughtModel;
import io.sensorium.model.supervised.digit.DigitTraining;
import io.sensorium.model.supervised.intent.IntentTraining;
import io.sensorium.model.supervised.intent.form.TextForms;
import io.sensorium.model.supervised.sound.SoundTraining;
import io.sensorium.model.training.TrainScenario;
import io.sensorium.model.training.TrainingPlan;
import io.sensorium.model.training.TrainingReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
            + " (intents, digits, sounds); examine, and write them with a card. The same bytes every"
            + " time, whatever the number of threads.")
final class TrainCommand implements Callable<Integer> {
  private static final Set<String> ON_SAMPLES = Set.of("intents", "digits", "sounds");

  @Parameters(
      index = "0",
      paramLabel = "WHAT",
      completionCandidates = ScenarioNames.class,
      description = "intents, digits, sounds, or a scenario: ${COMPLETION-CANDIDATES}.")
  private String what = "";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "For intents: NLU-Evaluation-Data, files of Snips, or texts as 'model evaluate' reads them."
              + " For digits: Free Spoken Digit Dataset. For sounds: ESC-50, or a folder for each class.")
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
          "Of intents, digits and sounds: parts and first parameters (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--folds",
      paramLabel = "NUMBER",
      description =
          "Of intents: examine by cross-validation with so many folds first, which takes as many times"
              + " as long (default: none).")
  private int folds;

  @Option(
      names = "--form",
      paramLabel = "FORM",
      description =
          "Of intents: n-grams (hashed words, pairs and pieces of words; the default), words (mean of"
              + " word vectors), bag (counts of words), tf-idf, or transformer.")
  private @Nullable String form;

  @Override
  public Integer call() throws IOException, InterruptedException {
    int threads = Runtime.getRuntime().availableProcessors();
    if (ON_SAMPLES.contains(what) != (data != null)) {
      throw new ConfigException(
          "expected --data with %s and without it otherwise, found '%s' %s --data. Correct either."
              .formatted(ON_SAMPLES, what, data == null ? "without" : "with"));
    }
    if (form != null && !what.equals("intents")) {
      throw new ConfigException(
          "--form: expected with intents only, found with '%s'. Leave it out.".formatted(what));
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
      TaughtModel model = taught(samples, pool);
      model.write(folder);
      System.out.println(model.card());
      return 0;
    } finally {
      pool.shutdownNow();
    }
  }

  private TaughtModel taught(Path samples, ExecutorService pool)
      throws IOException, InterruptedException {
    return switch (what) {
      case "intents" ->
          new IntentTraining(form(), seed, folds(), pool, System.err::println)
              .run(samples, OnnxModel::of);
      case "sounds" ->
          new SoundTraining(seed, pool, System.err::println)
              .run(samples, new WavClips(), OnnxModel::of);
      default ->
          new DigitTraining(seed, pool, System.err::println)
              .run(samples, new WavClips(), OnnxModel::of);
    };
  }

  private TextForms form() {
    String key = form == null ? TextForms.N_GRAMS.key() : form;
    return TextForms.named(key)
        .orElseThrow(
            () ->
                new ConfigException(
                    "--form: expected one of %s, found '%s'."
                        .formatted(List.of(TextForms.values()), key)));
  }

  private int folds() {
    if (folds != 0 && folds < 3) {
      throw new ConfigException(
          "--folds: expected at least 3 (a test, a validation, the rest), found " + folds + ".");
    }
    return folds;
  }
}
