package io.sensorium.deploy.command.model;

import io.sensorium.config.ConfigException;
import io.sensorium.deploy.scenario.ScenarioNames;
import io.sensorium.deploy.scenario.SimulatedScenes;
import io.sensorium.model.family.Family;
import io.sensorium.model.onnx.OnnxModel;
import io.sensorium.model.study.EncoderPlan;
import io.sensorium.model.study.EncoderStudy;
import io.sensorium.model.study.EncoderTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares kinds of encoders. */
@Command(
    name = "encoders",
    description = {
      "Train every family of networks to name what a scenario's frames show, and three sound front",
      "ends to name what is heard, and compare them: accuracy, size, time."
    })
final class EncodersCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "SCENARIO",
      completionCandidates = ScenarioNames.class,
      description = "One of ${COMPLETION-CANDIDATES}.")
  private String scenario = "";

  @Option(
      names = "--scenes",
      paramLabel = "N",
      description = "Scenes to learn from (default: ${DEFAULT-VALUE}).")
  private int scenes = 3_000;

  @Option(
      names = "--exam-scenes",
      paramLabel = "N",
      description = "Scenes to be examined on (default: ${DEFAULT-VALUE}).")
  private int examScenes = 2_000;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "How often each scene is learned from (default: for about 1,500 steps).")
  private @Nullable Integer epochs;

  @Option(names = "--width", paramLabel = "N", description = "(default: ${DEFAULT-VALUE}).")
  private int width = 8;

  @Option(names = "--depth", paramLabel = "N", description = "(default: ${DEFAULT-VALUE}).")
  private int depth = 1;

  @Option(
      names = "--families",
      split = ",",
      paramLabel = "FAMILY",
      description = "Families on frames (default: all).")
  private List<String> families = Family.keys();

  @Option(names = "--frames-only", description = "Leave sounds out.")
  private boolean framesOnly;

  @Option(
      names = "--save",
      paramLabel = "DIR",
      description =
          "Write the encoders of frames to DIR/models, and frames of other scenes to DIR/frames, a"
              + " folder for each label: teachers and samples for 'model distil'.")
  private @Nullable Path save;

  @Override
  public Integer call() throws IOException, InterruptedException {
    int often = epochs == null ? EncoderPlan.epochs(scenes) : epochs;
    if (scenes < 32 || examScenes < 1 || often < 1) {
      throw new ConfigException(
          "expected at least 32 scenes, 1 to be examined on and 1 epoch, found %d, %d and %d."
              .formatted(scenes, examScenes, often));
    }
    List<Family> kinds = new ArrayList<>();
    for (String family : families) {
      kinds.add(SearchOptions.blueprint(family, width, depth).family());
    }
    SimulatedScenes source = SimulatedScenes.of(scenario);
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      EncoderPlan plan = new EncoderPlan(scenes, examScenes, often, width, depth);
      EncoderStudy study =
          new EncoderStudy(source, plan, threads, OnnxModel::of, System.err::println);
      EncoderTable table = study.run(scenario, kinds, !framesOnly);
      System.out.println(table.markdown());
      if (save != null) {
        table.write(save.resolve("models"));
        study.writeFrames(save.resolve("frames"), scenes);
      }
      return 0;
    } finally {
      threads.shutdownNow();
    }
  }
}
