package io.sensorium.model.study;

import io.sensorium.model.export.NetworkExport;
import io.sensorium.model.fusion.FusionHead;
import io.sensorium.model.graph.OnnxGraph;
import io.sensorium.model.network.Formed;
import io.sensorium.model.network.Network;
import io.sensorium.model.network.learning.Recipe;
import io.sensorium.model.network.learning.Trainer;
import io.sensorium.model.quantize.OnnxRunner;
import io.sensorium.model.training.FusionExamples;
import io.sensorium.model.training.Scenes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Trains every {@link FusionHead} on the embeddings of a scenario's own encoders, all with the same
 * recipe and the same senses left out at random, and examines them on scenes that none has seen.
 */
public final class FusionStudy {
  private static final long SEED = 7;
  private static final int RUNS = 3_000;

  /** What the senses are about worth alone, as the scenarios' reports have it. */
  private static final float[] WORTH = {0.4f, 0.4f, 0.7f};

  private final StudySetting setting;

  public FusionStudy(StudySetting setting) {
    this.setting = setting;
  }

  /**
   * Studies all heads.
   *
   * @param repository with the scenario's encoders
   */
  public FusionTable run(String scenario, Path repository)
      throws IOException, InterruptedException {
    setting.progress().accept("rendering scenes");
    Scenes lessons = setting.lessons();
    Scenes choice = setting.choice();
    Scenes exam = setting.exam();
    try (Encoders encoders = new Encoders(repository, scenario, setting.open())) {
      setting.progress().accept("embedding them");
      Embedded learned = encoders.embed(lessons, Noise.NONE);
      Conditions chosen = Conditions.of(encoders, choice);
      Conditions examined = Conditions.of(encoders, exam);
      List<Standing> standings = new ArrayList<>();
      for (FusionHead head : FusionHead.values()) {
        Network network = train(head, learned, List.of(true, true, true));
        standings.add(standing(head, network, chosen, examined));
        setting.progress().accept("%s: %.1f %%".formatted(head.key(), 100 * last(standings).all()));
      }
      return new FusionTable(
          scenario, setting.plan(), standings, alone(learned, examined.all()), examined.size());
    }
  }

  private static Standing last(List<Standing> standings) {
    return standings.get(standings.size() - 1);
  }

  /** Heads that learned from one sense only, and judge by it. */
  private List<Double> alone(Embedded learned, Embedded exam) throws InterruptedException {
    List<Double> accuracies = new ArrayList<>();
    for (int sense = 0; sense < FusionExamples.SENSES; sense++) {
      List<Boolean> only = new ArrayList<>(Collections.nCopies(FusionExamples.SENSES, false));
      only.set(sense, true);
      Network network = train(FusionHead.MLP, learned, only);
      accuracies.add(Judgement.accuracy(network, exam.only(sense)));
    }
    return accuracies;
  }

  private Network train(FusionHead head, Embedded scenes, List<Boolean> senses)
      throws InterruptedException {
    Formed unit =
        new Formed(
            head.formula(
                FusionExamples.SENSES,
                FusionExamples.WIDTH,
                setting.source().labels().size(),
                WORTH));
    Network network = new Network(List.of(unit), new SplittableRandom(SEED));
    boolean dropping = !senses.contains(false);
    new Trainer(setting.threads())
        .train(
            network,
            new FusionExamples(scenes.moments(), scenes.labels(), senses, dropping),
            new Recipe(setting.plan().headEpochs(), 64, 2e-3, 1e-3, 13),
            (epoch, loss) -> {});
    return network;
  }

  private Standing standing(
      FusionHead head, Network network, Conditions chosen, Conditions examined) {
    byte[] model = export(head, network);
    return new Standing(
        head.key(),
        head.text(),
        chosen.mean(network),
        Judgement.accuracy(network, examined.all()),
        examined.without(network),
        Judgement.accuracy(network, examined.noisy()),
        micros(model, examined.all()),
        model.length);
  }

  private byte[] export(FusionHead head, Network network) {
    OnnxGraph graph = new OnnxGraph(head.key());
    graph.input("moment", network.inputs());
    graph.output(new NetworkExport(graph, network).write("moment", 1), "scores", network.outputs());
    return graph.build().toByteArray();
  }

  private double micros(byte[] model, Embedded scenes) {
    double[] micros = new double[RUNS];
    try (OnnxRunner runner = setting.open().apply(model)) {
      for (int i = 0; i < RUNS; i++) {
        float[] moment = scenes.moments().get(i % scenes.moments().size());
        long began = System.nanoTime();
        runner.run(Map.of("moment", moment));
        micros[i] = (System.nanoTime() - began) / 1e3;
      }
    }
    Arrays.sort(micros);
    return micros[RUNS / 2];
  }
}
