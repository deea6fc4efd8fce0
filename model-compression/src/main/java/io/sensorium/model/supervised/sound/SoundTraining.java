package io.sensorium.model.supervised.sound;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.model.evaluate.metric.ConfusionMatrix;
import io.sensorium.model.evaluate.metric.Share;
import io.sensorium.model.export.NetworkExport;
import io.sensorium.model.export.SoundDescription;
import io.sensorium.model.graph.OnnxGraph;
import io.sensorium.model.labelled.ClipReader;
import io.sensorium.model.network.Dense;
import io.sensorium.model.network.MeanAndDeviation;
import io.sensorium.model.network.Network;
import io.sensorium.model.network.Rectifier;
import io.sensorium.model.network.Rescale;
import io.sensorium.model.network.Unit;
import io.sensorium.model.network.learning.Recipe;
import io.sensorium.model.network.learning.Split;
import io.sensorium.model.network.learning.Trainer;
import io.sensorium.model.quantize.OnnxRunner;
import io.sensorium.model.supervised.Examiner;
import io.sensorium.model.supervised.Lesson;
import io.sensorium.model.supervised.Samples;
import io.sensorium.model.supervised.TaughtModel;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Which kind of sound a clip of some seconds is: two layers on the means and deviations of a
 * log-mel spectrogram over time (Piczak, 2015, the baseline of ESC-50). Clips are few, so there is
 * no validation and no early stopping: the number of steps is fixed beforehand.
 */
public final class SoundTraining {
  private static final int BANDS = ClipFeatures.SPEC.bands();
  private static final int HIDDEN = 64;
  private static final int BATCH = 16;

  /** Variations learned from, of all clips together, in one epoch. */
  private static final int EXAMPLES = 320;

  private static final int EPOCHS = 40;

  private final long seed;
  private final int epochs;
  private final int examples;
  private final ExecutorService threads;
  private final Consumer<String> progress;

  /**
   * @param seed of first parameters, order and variations; the same seed gives the same bytes
   * @param threads do the work; stay the caller's to close
   * @param progress is told a line at a time
   */
  public SoundTraining(long seed, ExecutorService threads, Consumer<String> progress) {
    this(seed, EPOCHS, EXAMPLES, threads, progress);
  }

  /** With other numbers of epochs and of variations in each. */
  SoundTraining(
      long seed, int epochs, int examples, ExecutorService threads, Consumer<String> progress) {
    this.seed = seed;
    this.epochs = epochs;
    this.examples = examples;
    this.threads = threads;
    this.progress = progress;
  }

  /**
   * Examines by {@link SourceFolds}, then trains on all clips.
   *
   * @param data a folder that {@link ClipSamples} reads
   * @param runners opens a model given as bytes
   */
  public TaughtModel run(Path data, ClipReader clips, Function<byte[], OnnxRunner> runners)
      throws InterruptedException {
    Samples<HeardClip> samples = ClipSamples.read(data, clips);
    List<Split> folds = SourceFolds.of(samples, data);
    progress.accept(
        "%d clips of %d classes, %d folds by source"
            .formatted(samples.size(), samples.labels().size(), folds.size()));
    ConfusionMatrix all = new ConfusionMatrix(samples.labels());
    Examiner<HeardClip> examiner = new Examiner<>(samples, BANDS, ClipVariation::plain);
    for (int fold = 0; fold < folds.size(); fold++) {
      Split split = folds.get(fold);
      Network network = taught(samples, split.training(), "fold " + (fold + 1));
      Share one = examiner.examine(network, split.test(), all);
      progress.accept(
          "fold %d of %d: %d of %d right"
              .formatted(fold + 1, folds.size(), one.successes(), one.trials()));
    }
    List<Integer> every = IntStream.range(0, samples.size()).boxed().toList();
    Network network = taught(samples, every, "the model itself");
    ModelProto model = export(network, samples.labels().size());
    try (OnnxRunner runner = runners.apply(model.toByteArray())) {
      ConfusionMatrix own = new ConfusionMatrix(samples.labels());
      examiner.examine(runner, "mel", network, every, own);
    }
    String card = SoundCard.of(samples, folds.size(), all, seed);
    return new TaughtModel("sounds", model, description(), samples.labels(), all, card);
  }

  private Network taught(Samples<HeardClip> samples, List<Integer> part, String name)
      throws InterruptedException {
    Network network = new Network(units(samples.labels().size()), new SplittableRandom(seed));
    List<Integer> often =
        IntStream.range(0, examples).mapToObj(i -> part.get(i % part.size())).toList();
    new Trainer(threads)
        .train(
            network,
            new Lesson<>(samples, often, BANDS, ClipVariation::write),
            new Recipe(epochs, BATCH, 2e-3, 1e-2, seed),
            (epoch, loss) -> {
              if (epoch % 10 == 0) {
                progress.accept(
                    "%s: epoch %d of %d, loss %.4f".formatted(name, epoch, epochs, loss));
              }
            });
    return network;
  }

  private static List<Unit> units(int classes) {
    int frames = ClipFeatures.FRAMES;
    return List.of(
        new Rescale(BANDS * frames, 0.25f, 1.8f),
        new MeanAndDeviation(BANDS, frames),
        new Dense(2 * BANDS, HIDDEN),
        new Rectifier(HIDDEN),
        new Dense(HIDDEN, classes));
  }

  private static ModelProto export(Network network, int classes) {
    OnnxGraph graph = new OnnxGraph("sounds");
    String input = graph.input("mel", BANDS, ClipFeatures.FRAMES);
    String scores = new NetworkExport(graph, network).write(input, network.units().size());
    graph.output(scores, "scores", classes);
    return graph.build();
  }

  private static String description() {
    return """
    # Which kind of sound a clip is. Written by the training command; README.md says how well it does.
    task: classification
    labels: labels.txt
    inputs:
    %soutputs:
      scores: { activation: softmax }
    """
        .formatted(SoundDescription.logMel("mel", ClipFeatures.SPEC));
  }
}
