package io.sensorium.model.supervised.intent;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.model.evaluate.metric.ConfusionMatrix;
import io.sensorium.model.evaluate.metric.Share;
import io.sensorium.model.export.NetworkExport;
import io.sensorium.model.graph.OnnxGraph;
import io.sensorium.model.labelled.SampleException;
import io.sensorium.model.network.Network;
import io.sensorium.model.network.learning.Recipe;
import io.sensorium.model.network.learning.Split;
import io.sensorium.model.quantize.OnnxRunner;
import io.sensorium.model.supervised.Examiner;
import io.sensorium.model.supervised.Folds;
import io.sensorium.model.supervised.Samples;
import io.sensorium.model.supervised.Schooling;
import io.sensorium.model.supervised.TaughtModel;
import io.sensorium.model.supervised.intent.form.TextForm;
import io.sensorium.model.supervised.intent.form.TextForms;
import io.sensorium.worker.feature.FeatureException;
import io.sensorium.worker.feature.TextFeatures;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * What a text wants, by a model of one of several forms. While it learns, one feature in ten is not
 * heard, so that no single one decides.
 */
public final class IntentTraining {
  private static final int VALIDATION_PERCENT = 10;
  private static final int TEST_PERCENT = 10;

  private static final int BATCH = 32;
  private static final int EPOCHS = 40;
  private static final int PATIENCE = 6;
  private static final double UNHEARD = 0.1;

  private final TextForms form;
  private final long seed;
  private final int epochs;
  private final int folds;
  private final ExecutorService threads;
  private final Consumer<String> progress;

  /**
   * @param form of the model
   * @param seed of parts, first parameters and order; the same seed gives the same bytes
   * @param folds of a cross-validation before the model itself is trained; 0 for none
   * @param threads do the work; stay the caller's to close
   * @param progress is told a line at a time
   */
  public IntentTraining(
      TextForms form, long seed, int folds, ExecutorService threads, Consumer<String> progress) {
    this(form, seed, folds, EPOCHS, threads, progress);
  }

  /** With another number of epochs at most. */
  IntentTraining(
      TextForms form,
      long seed,
      int folds,
      int epochs,
      ExecutorService threads,
      Consumer<String> progress) {
    this.form = form;
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
    checkWords(data, samples, split);
    progress.accept(
        "%d utterances of %d intents: %d to learn from, %d for validation, %d for the test"
            .formatted(
                samples.size(),
                samples.labels().size(),
                split.training().size(),
                split.validation().size(),
                split.test().size()));
    ConfusionMatrix across = across(samples);
    TextForm learned = learned(samples, split);
    Schooling<String> schooling = schooling(learned, samples.labels().size());
    Schooling.Taught taught = schooling.teach(samples, split, threads, progress);
    ModelProto model = export(learned, taught.network());
    ConfusionMatrix confusion = new ConfusionMatrix(samples.labels());
    try (OnnxRunner runner = runners.apply(model.toByteArray())) {
      new Examiner<>(samples, schooling.channels(), schooling.plain())
          .examine(runner, learned.input(), taught.network(), split.test(), confusion);
    }
    String card = IntentCard.of(source, learned.words(), split, taught, confusion, across, seed);
    return new TaughtModel(
        "intents", model, description(learned), learned.files(), samples.labels(), confusion, card);
  }

  private static void checkWords(Path data, Samples<String> samples, Split split) {
    for (int place : split.training()) {
      if (samples.items().get(place).codePoints().anyMatch(Character::isLetterOrDigit)) {
        return;
      }
    }
    throw new SampleException(
        data,
        "texts with words",
        "no letter or digit in the " + split.training().size() + " to learn from",
        "Check their column or files");
  }

  /** Every fold's test by the network that never saw it; nothing without folds. */
  private ConfusionMatrix across(Samples<String> samples) throws InterruptedException {
    ConfusionMatrix all = new ConfusionMatrix(samples.labels());
    List<Split> splits = folds == 0 ? List.of() : Folds.of(samples.targets(), folds, seed);
    for (int fold = 0; fold < splits.size(); fold++) {
      Split split = splits.get(fold);
      Schooling<String> schooling = schooling(learned(samples, split), samples.labels().size());
      Examiner<String> examiner = new Examiner<>(samples, schooling.channels(), schooling.plain());
      Schooling.Taught taught = schooling.teach(samples, split, threads, line -> {});
      Share one = examiner.examine(taught.network(), split.test(), all);
      progress.accept(
          "fold %d of %d: %d of %d right, best after %d epochs"
              .formatted(fold + 1, folds, one.successes(), one.trials(), taught.epochs()));
    }
    return all;
  }

  private TextForm learned(Samples<String> samples, Split split) {
    return form.learned(split.training().stream().map(samples.items()::get).toList());
  }

  private Schooling<String> schooling(TextForm learned, int classes) {
    TextFeatures features = learned.features();
    return new Schooling<>(
        () -> new Network(learned.units(classes), new SplittableRandom(seed)),
        features.size(),
        (text, random, input) -> {
          plain(features, text, input);
          forget(learned.unheard(), random, input);
        },
        (text, random, input) -> plain(features, text, input),
        new Recipe(epochs, BATCH, learned.learningRate(), 0, seed),
        PATIENCE);
  }

  private static void plain(TextFeatures features, String text, float[] input) {
    try {
      features.write(text, FloatBuffer.wrap(input));
    } catch (FeatureException e) {
      throw new IllegalArgumentException("a text has no features: " + e.getMessage(), e);
    }
  }

  private static void forget(float unheard, RandomGenerator random, float[] input) {
    for (int i = 0; i < input.length; i++) {
      // Padding and what is not there stays so.
      if ((random.nextLong() >>> 11) * 0x1.0p-53 < UNHEARD && input[i] != 0) {
        input[i] = unheard;
      }
    }
  }

  private static ModelProto export(TextForm form, Network network) {
    OnnxGraph graph = new OnnxGraph("intents");
    String input =
        form.ids()
            ? graph.tokens(form.input(), network.inputs())
            : graph.input(form.input(), network.inputs());
    String scores = new NetworkExport(graph, network).write(input, network.units().size());
    graph.output(scores, "scores", network.outputs());
    return graph.build();
  }

  private static String description(TextForm form) {
    return """
    # What a text wants. Written by the training command; README.md says how well it does.
    task: classification
    labels: labels.txt
    inputs:
      %s:
        text: %s
    outputs:
      scores: { activation: softmax }
    """
        .formatted(form.input(), form.served());
  }
}
