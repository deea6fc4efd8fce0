package io.sensorium.model.training;

import io.sensorium.model.network.Formed;
import io.sensorium.model.network.Network;
import io.sensorium.model.network.learning.Recipe;
import io.sensorium.model.network.learning.Trainer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Teaches first each sense's encoder to name what it senses, then the head, on other scenes, to
 * tell from the embeddings what is going on.
 */
final class ScenarioTraining {
  private final SceneSource source;
  private final TrainingPlan plan;
  private final ExecutorService threads;
  private final Consumer<String> progress;

  ScenarioTraining(
      SceneSource source, TrainingPlan plan, ExecutorService threads, Consumer<String> progress) {
    this.source = source;
    this.plan = plan;
    this.threads = threads;
    this.progress = progress;
  }

  TrainedScenario train() throws InterruptedException {
    progress.accept("rendering " + plan.encoderScenes() + " scenes for the encoders");
    Scenes scenes = Scenes.load(source, TrainingPlan.ENCODER_SEEDS, plan.encoderScenes(), threads);
    List<String> said =
        scenes.all().stream().map(SceneFeatures::text).filter(Objects::nonNull).toList();
    Texts texts = Texts.learn(said);
    List<Encoder> encoders =
        List.of(frameEncoder(scenes), soundEncoder(scenes), wordsEncoder(scenes, texts));
    TrainedScenario blank =
        new TrainedScenario(
            source.labels(), texts, Set.copyOf(said), encoders, newHead(7), List.of());
    progress.accept("rendering " + plan.headScenes() + " scenes for the head");
    Scenes others = Scenes.load(source, TrainingPlan.HEAD_SEEDS, plan.headScenes(), threads);
    List<float[]> moments = moments(blank, others);
    trainHead(blank.head(), moments, others.labels(), List.of(true, true, true), "head");
    List<Network> alone = new ArrayList<>();
    for (int sense = 0; sense < FusionExamples.SENSES; sense++) {
      List<Boolean> only = new ArrayList<>(Collections.nCopies(FusionExamples.SENSES, false));
      only.set(sense, true);
      Network head = newHead(8 + sense);
      trainHead(
          head,
          moments,
          others.labels(),
          only,
          "upper bound of " + TrainedScenario.SENSES.get(sense));
      alone.add(head);
    }
    return new TrainedScenario(
        source.labels(), texts, blank.heard(), encoders, blank.head(), alone);
  }

  /** Every scene's embeddings with its mask: words are absent where nothing was said. */
  static List<float[]> moments(TrainedScenario trained, Scenes scenes) {
    List<List<float[]>> features = trained.features(scenes);
    List<List<float[]>> embeddings = new ArrayList<>();
    for (int sense = 0; sense < FusionExamples.SENSES; sense++) {
      embeddings.add(trained.encoders().get(sense).embed(features.get(sense)));
    }
    List<float[]> moments = new ArrayList<>();
    for (int i = 0; i < scenes.all().size(); i++) {
      int at = i;
      List<float[]> one = embeddings.stream().map(e -> e.get(at)).toList();
      moments.add(FusionExamples.moment(one, true, true, scenes.all().get(i).text() != null));
    }
    return moments;
  }

  private Encoder frameEncoder(Scenes scenes) throws InterruptedException {
    Encoder encoder = Encoder.frame(source.views().size(), 1);
    List<Integer> views = targets(scenes.all(), SceneFeatures::view);
    learn(
        encoder,
        new SenseExamples(scenes.frames(), views, encoder.channels(), SenseExamples.MIRRORED),
        plan.encoderEpochs(),
        "frame encoder");
    return encoder;
  }

  private Encoder soundEncoder(Scenes scenes) throws InterruptedException {
    Encoder encoder = Encoder.sound(source.sounds().size(), 2);
    List<Integer> sounds = targets(scenes.all(), SceneFeatures::sound);
    learn(
        encoder,
        new SenseExamples(scenes.sounds(), sounds, encoder.channels(), SenseExamples.LOUDER),
        plan.encoderEpochs(),
        "sound encoder");
    return encoder;
  }

  private Encoder wordsEncoder(Scenes scenes, Texts texts) throws InterruptedException {
    Encoder encoder = Encoder.words(texts.lines().size(), source.topics().size(), 3);
    List<SceneFeatures> spoken =
        scenes.all().stream().filter(scene -> scene.text() != null).toList();
    List<float[]> ids =
        spoken.stream().map(scene -> texts.ids(Objects.requireNonNull(scene.text()))).toList();
    learn(
        encoder,
        new SenseExamples(
            ids,
            targets(spoken, SceneFeatures::topic),
            encoder.channels(),
            SenseExamples.FORGETFUL),
        plan.encoderEpochs(),
        "words encoder");
    return encoder;
  }

  private void learn(Encoder encoder, SenseExamples examples, int epochs, String name)
      throws InterruptedException {
    new Trainer(threads)
        .train(
            encoder.network(),
            examples,
            new Recipe(epochs, 32, 2e-3, 1e-3, 11),
            (epoch, loss) -> progress.accept(line(name, epoch, epochs, loss)));
  }

  private void trainHead(
      Network head, List<float[]> moments, List<Integer> labels, List<Boolean> senses, String name)
      throws InterruptedException {
    boolean dropping = !senses.contains(false);
    int epochs = plan.headEpochs();
    new Trainer(threads)
        .train(
            head,
            new FusionExamples(moments, labels, senses, dropping),
            new Recipe(epochs, 64, 2e-3, 1e-3, 13),
            (epoch, loss) -> {
              if (epoch % 10 == 0) {
                progress.accept(line(name, epoch, epochs, loss));
              }
            });
  }

  private Network newHead(long seed) {
    Formed unit =
        new Formed(
            plan.head()
                .formula(FusionExamples.SENSES, FusionExamples.WIDTH, source.labels().size()));
    return new Network(List.of(unit), new SplittableRandom(seed));
  }

  private static List<Integer> targets(
      List<SceneFeatures> scenes, Function<SceneFeatures, Integer> target) {
    return scenes.stream().map(target).toList();
  }

  private static String line(String name, int epoch, int epochs, double loss) {
    return "%s: epoch %d of %d, loss %.4f".formatted(name, epoch, epochs, loss);
  }
}
