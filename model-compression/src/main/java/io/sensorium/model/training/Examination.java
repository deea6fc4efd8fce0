package io.sensorium.model.training;

import io.sensorium.model.network.Network;
import io.sensorium.model.network.Pass;
import io.sensorium.model.quantize.OnnxRunner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Measures models on scenes that none of them has seen. */
final class Examination {
  private static final List<String> INPUTS = List.of("pixels", "mel", "tokens");

  private final Scenes scenes;
  private final TrainedScenario trained;

  Examination(Scenes scenes, TrainedScenario trained) {
    this.scenes = scenes;
    this.trained = trained;
  }

  /**
   * The share of right labels by who may sense: each sense alone, each pair, all; and that of all
   * where training never heard the text.
   *
   * @param runners opens a model given as bytes
   * @param models three encoders and the head, as bytes
   */
  Map<String, Double> accuracies(Function<byte[], OnnxRunner> runners, List<byte[]> models) {
    List<List<float[]>> embeddings = embeddings(runners, models);
    Map<String, Double> accuracies = new LinkedHashMap<>();
    try (OnnxRunner head = runners.apply(models.get(FusionExamples.SENSES))) {
      for (int kept : new int[] {1, 2, 4, 3, 5, 6, 7}) {
        accuracies.put(
            name(kept), share(everyScene(), i -> scores(head, moment(embeddings, i, kept))));
      }
      List<Integer> newWords = everyScene().stream().filter(this::saysSomethingNew).toList();
      accuracies.put(
          "all, texts never heard", share(newWords, i -> scores(head, moment(embeddings, i, 7))));
    }
    return accuracies;
  }

  /** Of the scenes of each label, the share that is told right with all senses. */
  Map<String, Double> byLabel(Function<byte[], OnnxRunner> runners, List<byte[]> models) {
    List<List<float[]>> embeddings = embeddings(runners, models);
    Map<String, Double> recalls = new LinkedHashMap<>();
    try (OnnxRunner head = runners.apply(models.get(FusionExamples.SENSES))) {
      for (int label = 0; label < trained.labels().size(); label++) {
        int one = label;
        List<Integer> own =
            everyScene().stream().filter(i -> scenes.all().get(i).label() == one).toList();
        recalls.put(
            trained.labels().get(label), share(own, i -> scores(head, moment(embeddings, i, 7))));
      }
    }
    return recalls;
  }

  /** The share of right labels by heads that learned from one sense only, in float. */
  Map<String, Double> upperBounds() {
    List<float[]> moments = ScenarioTraining.moments(trained, scenes);
    Map<String, Double> accuracies = new LinkedHashMap<>();
    for (int sense = 0; sense < FusionExamples.SENSES; sense++) {
      List<Boolean> only = List.of(sense == 0, sense == 1, sense == 2);
      FusionExamples examples = new FusionExamples(moments, scenes.labels(), only, false);
      Network head = trained.alone().get(sense);
      accuracies.put(
          TrainedScenario.SENSES.get(sense), share(everyScene(), i -> scores(head, examples, i)));
    }
    return accuracies;
  }

  /** The share of the examination's texts that training repeats word for word. */
  double heardBefore() {
    long said = scenes.all().stream().filter(scene -> scene.text() != null).count();
    long news = everyScene().stream().filter(this::saysSomethingNew).count();
    return (double) (said - news) / Math.max(1, said);
  }

  /** The largest difference between what the networks compute and what their models in float do. */
  double parity(Function<byte[], OnnxRunner> runners, List<byte[]> models) {
    List<float[]> own = ScenarioTraining.moments(trained, scenes);
    List<List<float[]>> embeddings = embeddings(runners, models);
    FusionExamples examples =
        new FusionExamples(own, scenes.labels(), List.of(true, true, true), false);
    double largest = 0;
    try (OnnxRunner head = runners.apply(models.get(FusionExamples.SENSES))) {
      for (int i = 0; i < own.size(); i++) {
        float[] exported = moment(embeddings, i, 7);
        largest = Math.max(largest, difference(own.get(i), exported));
        largest =
            Math.max(
                largest, difference(scores(trained.head(), examples, i), scores(head, own.get(i))));
      }
    }
    return largest;
  }

  private List<List<float[]>> embeddings(
      Function<byte[], OnnxRunner> runners, List<byte[]> models) {
    List<List<float[]>> embeddings = new ArrayList<>();
    for (int sense = 0; sense < FusionExamples.SENSES; sense++) {
      String input = INPUTS.get(sense);
      try (OnnxRunner encoder = runners.apply(models.get(sense))) {
        List<float[]> features = trained.features(scenes).get(sense);
        embeddings.add(features.stream().map(f -> only(encoder.run(Map.of(input, f)))).toList());
      }
    }
    return embeddings;
  }

  private List<Integer> everyScene() {
    return IntStream.range(0, scenes.all().size()).boxed().toList();
  }

  private boolean saysSomethingNew(int scene) {
    String text = scenes.all().get(scene).text();
    return text != null && !trained.heard().contains(text);
  }

  private float[] moment(List<List<float[]>> embeddings, int scene, int kept) {
    List<float[]> one = embeddings.stream().map(e -> e.get(scene)).toList();
    boolean spoken = scenes.all().get(scene).text() != null;
    return FusionExamples.moment(one, (kept & 1) != 0, (kept & 2) != 0, (kept & 4) != 0 && spoken);
  }

  private double share(List<Integer> examined, Function<Integer, float[]> scores) {
    int right = 0;
    for (int i : examined) {
      right += highest(scores.apply(i)) == scenes.all().get(i).label() ? 1 : 0;
    }
    return (double) right / Math.max(1, examined.size());
  }

  private static float[] scores(OnnxRunner head, float[] moment) {
    return only(head.run(ScenarioExport.feeds(moment)));
  }

  private static double difference(float[] one, float[] other) {
    double largest = 0;
    for (int i = 0; i < one.length; i++) {
      largest = Math.max(largest, Math.abs(one[i] - other[i]));
    }
    return largest;
  }

  private static float[] scores(Network head, FusionExamples examples, int index) {
    float[] input = new float[FusionExamples.INPUTS];
    examples.write(index, new SplittableRandom(0), input);
    Pass pass = head.pass(1);
    pass.set(0, input, FusionExamples.INPUTS);
    pass.forward(head.units().size());
    float[] scores = new float[head.outputs()];
    for (int c = 0; c < scores.length; c++) {
      scores[c] = pass.value(head.units().size(), c, 0);
    }
    return scores;
  }

  private static int highest(float[] scores) {
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      best = scores[i] > scores[best] ? i : best;
    }
    return best;
  }

  private static float[] only(Map<String, float[]> outputs) {
    return outputs.values().iterator().next();
  }

  private static String name(int kept) {
    if (kept == 7) {
      return "all";
    }
    List<String> names = new ArrayList<>();
    for (int sense = 0; sense < FusionExamples.SENSES; sense++) {
      if ((kept & (1 << sense)) != 0) {
        names.add(TrainedScenario.SENSES.get(sense));
      }
    }
    return String.join("+", names);
  }
}
