package io.sensorium.model.supervised.digit;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.model.evaluate.metric.ConfusionMatrix;
import io.sensorium.model.evaluate.metric.Share;
import io.sensorium.model.export.NetworkExport;
import io.sensorium.model.export.SoundDescription;
import io.sensorium.model.graph.OnnxGraph;
import io.sensorium.model.labelled.ClipReader;
import io.sensorium.model.network.AveragePool;
import io.sensorium.model.network.Convolution;
import io.sensorium.model.network.Dense;
import io.sensorium.model.network.Flatten;
import io.sensorium.model.network.Network;
import io.sensorium.model.network.Rectifier;
import io.sensorium.model.network.Rescale;
import io.sensorium.model.network.Unit;
import io.sensorium.model.network.learning.Recipe;
import io.sensorium.model.network.learning.Split;
import io.sensorium.model.quantize.OnnxRunner;
import io.sensorium.model.supervised.Examiner;
import io.sensorium.model.supervised.Samples;
import io.sensorium.model.supervised.Schooling;
import io.sensorium.model.supervised.TaughtModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Which digit is said: a small convolutional network on log-mel spectrograms. */
public final class DigitTraining {
  private static final int[] FILTERS = {16, 32, 64};
  private static final int HIDDEN = 64;
  private static final int CLASSES = 10;

  /** Enough for a few hundred clips, each heard in another way every time. */
  private static final int EPOCHS = 140;

  private final long seed;
  private final int epochs;
  private final ExecutorService threads;
  private final Consumer<String> progress;

  /**
   * @param seed of first parameters, order and variations; the same seed gives the same bytes
   * @param threads do the work; stay the caller's to close
   * @param progress is told a line at a time
   */
  public DigitTraining(long seed, ExecutorService threads, Consumer<String> progress) {
    this(seed, EPOCHS, threads, progress);
  }

  /** With another number of epochs at most. */
  DigitTraining(long seed, int epochs, ExecutorService threads, Consumer<String> progress) {
    this.seed = seed;
    this.epochs = epochs;
    this.threads = threads;
    this.progress = progress;
  }

  /**
   * Trains and examines by the dataset's own protocol where its recordings allow it, see {@link
   * DigitProtocol}.
   *
   * @param data a folder that {@link DigitSamples} reads
   * @param runners opens a model given as bytes
   */
  public TaughtModel run(Path data, ClipReader clips, Function<byte[], OnnxRunner> runners)
      throws IOException, InterruptedException {
    Samples<Utterance> samples = DigitSamples.read(data, clips);
    DigitProtocol protocol = DigitProtocol.of(samples, seed);
    progress.accept(samples.size() + " recordings; " + protocol.inWords());
    Schooling<Utterance> schooling = schooling();
    ConfusionMatrix byTake = across("take", samples, protocol.folds(), schooling);
    ConfusionMatrix bySpeaker = across("speaker", samples, protocol.bySpeaker(), schooling);
    Split last = protocol.shipped();
    progress.accept("the model itself");
    Schooling.Taught taught = schooling.teach(samples, last, threads, progress);
    ModelProto model = export(taught.network());
    try (OnnxRunner runner = runners.apply(model.toByteArray())) {
      ConfusionMatrix own = new ConfusionMatrix(samples.labels());
      new Examiner<>(samples, 1, schooling.plain())
          .examine(runner, "mel", taught.network(), last.validation(), own);
      progress.accept("exported, on validation: " + own.accuracy().value());
    }
    String card = DigitCard.of(samples, protocol, taught, byTake, bySpeaker, seed);
    return new TaughtModel("digits", model, description(), samples.labels(), byTake, card);
  }

  /** Every fold's test by the network that never heard it. */
  private ConfusionMatrix across(
      String what, Samples<Utterance> samples, List<Split> folds, Schooling<Utterance> schooling)
      throws InterruptedException {
    ConfusionMatrix all = new ConfusionMatrix(samples.labels());
    Examiner<Utterance> examiner = new Examiner<>(samples, 1, schooling.plain());
    for (int fold = 0; fold < folds.size(); fold++) {
      Split split = folds.get(fold);
      Schooling.Taught taught = schooling.teach(samples, split, threads, line -> {});
      Share one = examiner.examine(taught.network(), split.test(), all);
      progress.accept(
          "held out by %s, %d of %d: %d of %d right, best after %d epochs"
              .formatted(
                  what, fold + 1, folds.size(), one.successes(), one.trials(), taught.epochs()));
    }
    return all;
  }

  private Schooling<Utterance> schooling() {
    return new Schooling<>(
        () -> new Network(units(), new SplittableRandom(seed)),
        1,
        DigitVariation::write,
        DigitTraining::heard,
        new Recipe(epochs, 16, 3e-3, 1e-2, seed),
        epochs / 2);
  }

  private static void heard(Utterance utterance, RandomGenerator random, float[] input) {
    System.arraycopy(utterance.heard(), 0, input, 0, input.length);
  }

  private static List<Unit> units() {
    List<Unit> units = new ArrayList<>();
    int height = DigitFeatures.SPEC.bands();
    int width = DigitFeatures.FRAMES;
    units.add(new Rescale(height * width, 0.25f, 1.8f));
    int channels = 1;
    for (int filters : FILTERS) {
      Convolution convolution = new Convolution(channels, height, width, filters, 3, 2);
      units.add(convolution);
      units.add(new Rectifier(convolution.outputs()));
      channels = filters;
      height = convolution.outputHeight();
      width = convolution.outputWidth();
    }
    // When the word is said does not matter.
    units.add(new AveragePool(channels, height, width));
    units.add(new Flatten(channels, height));
    units.add(new Dense(channels * height, HIDDEN));
    units.add(new Rectifier(HIDDEN));
    units.add(new Dense(HIDDEN, CLASSES));
    return units;
  }

  private static ModelProto export(Network network) {
    OnnxGraph graph = new OnnxGraph("digits");
    String input = graph.input("mel", 1, DigitFeatures.SPEC.bands(), DigitFeatures.FRAMES);
    String scores = new NetworkExport(graph, network).write(input, network.units().size());
    graph.output(scores, "scores", CLASSES);
    return graph.build();
  }

  private static String description() {
    return """
    # Which digit is said. Written by the training command; README.md says how well it does.
    task: classification
    labels: labels.txt
    inputs:
    %soutputs:
      scores: { activation: softmax }
    """
        .formatted(SoundDescription.logMel("mel", DigitFeatures.SPEC));
  }
}
