package io.sensorium.model.training;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.deploy.scenario.SimulatedScenes;
import io.sensorium.ingest.scene.catalogue.Scenarios;
import io.sensorium.model.export.NetworkExport;
import io.sensorium.model.graph.OnnxGraph;
import io.sensorium.model.network.AveragePool;
import io.sensorium.model.network.Convolution;
import io.sensorium.model.network.Dense;
import io.sensorium.model.network.Flatten;
import io.sensorium.model.network.Network;
import io.sensorium.model.network.Pass;
import io.sensorium.model.network.Rectifier;
import io.sensorium.model.network.Rescale;
import io.sensorium.model.network.Unit;
import io.sensorium.model.network.learning.Recipe;
import io.sensorium.model.network.learning.Trainer;
import io.sensorium.model.onnx.AlternatingTimes;
import io.sensorium.model.onnx.ModelTrial;
import io.sensorium.model.onnx.RandomInputs;
import io.sensorium.model.prune.ChannelNorm;
import io.sensorium.model.prune.NetworkPruner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Makes the figures of channel pruning in docs/compression.md: an encoder of sounds as the
 * scenarios have them, but wider, trained on simulated scenes, halved, and trained on.
 */
final class PrunedSoundEncoder {
  private static final int SCENES = 1_500;
  private static final int EXAM = 1_000;
  private static final int[] FILTERS = {32, 64, 96};

  private PrunedSoundEncoder() {}

  public static void main(String[] arguments) throws Exception {
    SimulatedScenes source = new SimulatedScenes(Scenarios.of("smart-home"));
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Scenes scenes = Scenes.load(source, TrainingPlan.ENCODER_SEEDS, SCENES, threads);
      Scenes exam = Scenes.load(source, TrainingPlan.EXAM_SEEDS, EXAM, threads);
      SenseExamples examples =
          new SenseExamples(scenes.sounds(), targets(scenes), 1, SenseExamples.LOUDER);
      Network network = network(source.sounds().size());
      new Trainer(threads).train(network, examples, recipe(8, 11), PrunedSoundEncoder::epoch);
      System.out.printf("trained: %.1f %% right%n", accuracy(network, exam));
      for (double share : new double[] {0.5, 0.65}) {
        Network pruned = NetworkPruner.prune(network, ChannelNorm.L2, share, Set.of());
        System.out.printf("%.2f taken out: %.1f %% right%n", share, accuracy(pruned, exam));
        new Trainer(threads).train(pruned, examples, recipe(5, 12), PrunedSoundEncoder::epoch);
        System.out.printf("trained on: %.1f %% right%n", accuracy(pruned, exam));
        compare(network, pruned);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static void compare(Network network, Network pruned) throws Exception {
    ModelProto before = model(network);
    ModelProto after = model(pruned);
    ModelTrial trial = ModelTrial.of(before, after, RandomInputs.plain());
    for (int round = 0; round < 30; round++) {
      AlternatingTimes times = AlternatingTimes.measure(before, after, trial.sample());
      if (round % 10 == 9) {
        System.out.printf(
            "%d -> %d parameters, %.3f -> %.3f ms, %.2f times as fast%n",
            network.parameters().length,
            pruned.parameters().length,
            times.firstMs(),
            times.secondMs(),
            times.firstMs() / times.secondMs());
      }
    }
  }

  private static Network network(int classes) {
    int height = SenseFeatures.SOUND.bands();
    int width = SenseFeatures.SOUND_FRAMES;
    int channels = 1;
    List<Unit> units = new ArrayList<>(List.of(new Rescale(height * width, 0.25f, 1.5f)));
    for (int filters : FILTERS) {
      Convolution convolution = new Convolution(channels, height, width, filters, 3, 2);
      units.add(convolution);
      units.add(new Rectifier(convolution.outputs()));
      channels = filters;
      height = convolution.outputHeight();
      width = convolution.outputWidth();
    }
    units.add(new AveragePool(channels, height, width));
    units.add(new Flatten(channels, height));
    units.add(new Dense(channels * height, Encoder.EMBEDDING));
    units.add(new Rectifier(Encoder.EMBEDDING));
    units.add(new Dense(Encoder.EMBEDDING, classes));
    return new Network(units, new SplittableRandom(2));
  }

  private static ModelProto model(Network network) {
    OnnxGraph graph = new OnnxGraph("sound");
    graph.input("mel", 1, SenseFeatures.SOUND.bands(), SenseFeatures.SOUND_FRAMES);
    String scores = new NetworkExport(graph, network).write("mel", network.units().size());
    graph.output(scores, "scores", network.outputs());
    return graph.build();
  }

  private static Recipe recipe(int epochs, long seed) {
    return new Recipe(epochs, 32, 2e-3, 1e-3, seed);
  }

  private static void epoch(int epoch, double loss) {
    System.out.printf("  epoch %d, loss %.4f%n", epoch, loss);
  }

  private static List<Integer> targets(Scenes scenes) {
    return scenes.all().stream().map(SceneFeatures::sound).toList();
  }

  private static double accuracy(Network network, Scenes exam) {
    List<float[]> sounds = exam.sounds();
    Pass pass = network.pass(1);
    int units = network.units().size();
    int right = 0;
    for (int i = 0; i < sounds.size(); i++) {
      pass.set(0, sounds.get(i), 1);
      pass.forward(units);
      right += pass.highest(0) == exam.all().get(i).sound() ? 1 : 0;
    }
    return 100.0 * right / sounds.size();
  }
}
