package io.sensorium.model.supervised.intent;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.model.evaluate.metric.ConfusionMatrix;
import io.sensorium.model.export.NetworkExport;
import io.sensorium.model.graph.OnnxGraph;
import io.sensorium.model.network.Dense;
import io.sensorium.model.network.Network;
import io.sensorium.model.network.WordMean;
import io.sensorium.model.network.learning.Recipe;
import io.sensorium.model.network.learning.Split;
import io.sensorium.model.quantize.OnnxRunner;
import io.sensorium.model.supervised.Examiner;
import io.sensorium.model.supervised.Folds;
import io.sensorium.model.supervised.Samples;
import io.sensorium.model.supervised.Schooling;
import io.sensorium.model.supervised.TaughtModel;
import io.sensorium.worker.feature.FeatureException;
import io.sensorium.worker.feature.HashedGrams;
import io.sensorium.worker.feature.HashedGrams.GramSpec;
import io.sensorium.worker.feature.TextCleaning;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * What a text wants: the mean of the vectors of its hashed words, pairs and pieces of words, and
 * one layer over that (Joulin et al., "Bag of Tricks for Efficient Text Classification", 2016).
 */
public final class IntentTraining {
  private static final GramSpec GRAMS = new GramSpec(2, 3, 5, 16_384, 224);
  private static final int DIMENSIONS = 48;
  private static final int VALIDATION_PERCENT = 10;
  private static final int TEST_PERCENT = 10;

  private static final int EPOCHS = 40;
  private static final int PATIENCE = 6;

  private final long seed;
  private final int epochs;
  private final int folds;
  private final ExecutorService threads;
  private final Consumer<String> progress;

  /**
   * @param seed of parts, first parameters and order; the same seed gives the same bytes
   * @param folds of a cross-validation before the model itself is trained; 0 for none
   * @param threads do the work; stay the caller's to close
   * @param progress is told a line at a time
   */
  public IntentTraining(long seed, int folds, ExecutorService threads, Consumer<String> progress) {
    this(seed, folds, EPOCHS, threads, progress);
  }

  /** With another number of epochs at most. */
  IntentTraining(
      long seed, int folds, int epochs, ExecutorService threads, Consumer<String> progress) {
    this.seed = seed;
    this.folds = folds;
    this.epochs = epochs;
    this.threads = threads;
    this.progress = progress;
  }

  /**
   * Trains on four of five samples, validates on one of ten and examines on one of ten.
   *
   * @param data a folder that {@link IntentSamples} reads
   * @param runners opens a model given as bytes
   */
  public TaughtModel run(Path data, Function<byte[], OnnxRunner> runners)
      throws InterruptedException {
    TextSource source = IntentSamples.read(data);
    Samples<String> samples = source.samples();
    Split split = Split.drawn(samples.size(), VALIDATION_PERCENT, TEST_PERCENT, seed);
    progress.accept(
        "%d utterances of %d intents: %d to learn from, %d for validation, %d for the test"
            .formatted(
                samples.size(),
                samples.labels().size(),
                split.training().size(),
                split.validation().size(),
                split.test().size()));
    HashedGrams grams = new HashedGrams(GRAMS, TextCleaning.DEFAULT);
    Schooling<String> schooling = schooling(grams, samples.labels().size());
    ConfusionMatrix across = across(samples, schooling);
    Schooling.Taught taught = schooling.teach(samples, split, threads, progress);
    ModelProto model = export(taught.network(), samples.labels().size());
    ConfusionMatrix confusion = new ConfusionMatrix(samples.labels());
    try (OnnxRunner runner = runners.apply(model.toByteArray())) {
      new Examiner<>(samples, GRAMS.length(), schooling.plain())
          .examine(runner, "grams", taught.network(), split.test(), confusion);
    }
    String card = IntentCard.of(source, split, taught, confusion, across, seed);
    return new TaughtModel("intents", model, description(), samples.labels(), confusion, card);
  }

  /** Every fold's test by the network that never saw it; nothing without folds. */
  private ConfusionMatrix across(Samples<String> samples, Schooling<String> schooling)
      throws InterruptedException {
    ConfusionMatrix all = new ConfusionMatrix(samples.labels());
    Examiner<String> examiner = new Examiner<>(samples, GRAMS.length(), schooling.plain());
    List<Split> splits = folds == 0 ? List.of() : Folds.of(samples.targets(), folds, seed);
    for (int fold = 0; fold < splits.size(); fold++) {
      Split split = splits.get(fold);
      Schooling.Taught taught = schooling.teach(samples, split, threads, line -> {});
      ConfusionMatrix one = new ConfusionMatrix(samples.labels());
      examiner.examine(taught.network(), split.test(), one);
      examiner.examine(taught.network(), split.test(), all);
      progress.accept(
          "fold %d of %d: %d of %d right, best after %d epochs"
              .formatted(
                  fold + 1,
                  folds,
                  one.accuracy().successes(),
                  one.accuracy().trials(),
                  taught.epochs()));
    }
    return all;
  }

  private Schooling<String> schooling(HashedGrams grams, int classes) {
    return new Schooling<>(
        () ->
            new Network(
                List.of(
                    new WordMean(GRAMS.buckets(), GRAMS.length(), DIMENSIONS),
                    new Dense(DIMENSIONS, classes)),
                new SplittableRandom(seed)),
        GRAMS.length(),
        (text, random, input) -> forgetful(grams, text, random, input),
        (text, random, input) -> plain(grams, text, input),
        new Recipe(epochs, 32, 1e-2, 0, seed),
        PATIENCE);
  }

  private static void plain(HashedGrams grams, String text, float[] input) {
    try {
      grams.write(text, FloatBuffer.wrap(input));
    } catch (FeatureException e) {
      throw new IllegalArgumentException("a text has no features: " + e.getMessage(), e);
    }
  }

  /** One gram in ten is not heard, so that no single one decides. */
  private static void forgetful(
      HashedGrams grams, String text, RandomGenerator random, float[] input) {
    plain(grams, text, input);
    for (int i = 0; i < input.length; i++) {
      if ((random.nextLong() >>> 11) * 0x1.0p-53 < 0.1) {
        input[i] = HashedGrams.PADDING;
      }
    }
  }

  private static ModelProto export(Network network, int classes) {
    OnnxGraph graph = new OnnxGraph("intents");
    String input = graph.tokens("grams", GRAMS.length());
    String scores = new NetworkExport(graph, network).write(input, network.units().size());
    graph.output(scores, "scores", classes);
    return graph.build();
  }

  private static String description() {
    return """
    # What a text wants. Written by the training command; README.md says how well it does.
    task: classification
    labels: labels.txt
    inputs:
      grams:
        text: { n-grams: { words: %d, characters: [%d, %d], buckets: %d } }
    outputs:
      scores: { activation: softmax }
    """
        .formatted(GRAMS.words(), GRAMS.shortest(), GRAMS.longest(), GRAMS.buckets());
  }
}
