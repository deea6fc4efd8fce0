package io.sensorium.deploy.command.model;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.config.ConfigException;
import io.sensorium.model.evaluate.metric.ConfusionMatrix;
import io.sensorium.model.evaluate.metric.Share;
import io.sensorium.model.export.Parity;
import io.sensorium.model.file.OnnxFile;
import io.sensorium.model.graph.ConstantForm;
import io.sensorium.model.labelled.LabelledData;
import io.sensorium.model.labelled.SampleException;
import io.sensorium.model.network.Network;
import io.sensorium.model.onnx.GraphValues;
import io.sensorium.model.onnx.OnnxModel;
import io.sensorium.model.sample.Samples;
import io.sensorium.model.transfer.Body;
import io.sensorium.model.transfer.Embeddings;
import io.sensorium.model.transfer.HeadTraining;
import io.sensorium.model.transfer.NewHead;
import io.sensorium.model.transfer.TransferSplit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives a trained model another head. */
@Command(
    name = "transfer",
    description = {
      "Cut a trained model, and teach a new head on what it says there of labelled samples; writes",
      "both as one model."
    })
final class TransferCommand implements Callable<Integer> {
  private static final int PARITY_SAMPLES = 20;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description =
          "FOLDER/MODEL[/VERSION] of a repository, or an .onnx file with a labels.csv of .npy"
              + " samples.")
  private Path model = Path.of("");

  @Option(
      names = "--labelled",
      required = true,
      paramLabel = "DIR",
      description = "Samples with the new labels, as 'model evaluate' takes them.")
  private Path labelled = Path.of("");

  @Option(
      names = "--test",
      paramLabel = "DIR",
      description =
          "Samples for the test alone; otherwise one in five of --labelled is held out, of each"
              + " class alike.")
  private @Nullable Path test;

  @Option(
      names = "--at",
      paramLabel = "TENSOR",
      description =
          "Where to cut (default: what goes into the last Gemm or MatMul); maps become their means"
              + " over positions.")
  private String at = "";

  @Option(
      names = "--hidden",
      paramLabel = "N",
      description = "Values of a layer before the last (default: none).")
  private int hidden;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "At most (default: ${DEFAULT-VALUE}).")
  private int epochs = 100;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "Of parts, first parameters and order (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @ArgGroup(exclusive = false)
  private TransferTarget result = new TransferTarget();

  @Override
  public Integer call() throws IOException, InterruptedException {
    QuantizeTarget target = QuantizeTarget.of(model);
    result.check(target);
    if (test == null && LabelledData.isRecording(labelled)) {
      throw new ConfigException(
          "--test: expected another recording for the test, since events of one follow each other and"
              + " would be in both parts, found none. Name one.");
    }
    HeadTraining training =
        ModelWork.explained(target.file(), () -> new HeadTraining(hidden, epochs, seed));
    ModelProto whole = ConstantForm.of(OnnxFile.read(target.file()));
    Body body = ModelWork.explained(target.file(), () -> Body.of(whole, GraphValues.of(whole), at));
    LabelledSamples samples = LabelledSamples.of("--labelled", target, whole, labelled);
    List<String> labels = samples.classes();
    if (labels.size() < 2) {
      throw new SampleException(labelled, "at least two labels", "" + labels, "Add samples");
    }
    Embeddings all =
        embedded(target, body, samples.samples(), samples.targets(labels, labels.size()));
    TransferSplit split;
    if (test == null) {
      split = TransferSplit.drawn(all, true, seed);
    } else {
      LabelledSamples others = LabelledSamples.of("--test", target, whole, test);
      Embeddings exam =
          embedded(target, body, others.samples(), others.targets(labels, labels.size()));
      split = TransferSplit.drawn(all, false, seed).testedOn(exam);
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      HeadTraining.Head head =
          training.teach(
              split.training(), split.validation(), labels.size(), threads, System.err::println);
      ModelProto written = NewHead.on(body, head.network());
      Parity parity = parity(written, head.network(), all, samples.samples()).required();
      Path place = result.write(target, written, labels);
      print(body, split, head, labels, place);
      System.out.printf(
          Locale.ROOT,
          "exported   scores differ from the taught head by %.1e at most%n",
          parity.difference());
      return 0;
    } finally {
      threads.shutdownNow();
    }
  }

  private static Embeddings embedded(
      QuantizeTarget target, Body body, Samples samples, List<Integer> targets) {
    try (OnnxModel runner =
        ModelWork.explained(target.file(), () -> OnnxModel.open(body.model().toByteArray()))) {
      return ModelWork.explained(
          target.file(), () -> Embeddings.of(body, runner, samples, targets));
    }
  }

  private void print(
      Body body, TransferSplit split, HeadTraining.Head head, List<String> labels, Path place) {
    ConfusionMatrix confusion = HeadTraining.examine(head.network(), split.test(), labels);
    System.out.printf("model      %s, cut at %s%n", model, body.cut());
    System.out.printf("written    %s%n", place);
    System.out.printf("labels     %d: %s%n", labels.size(), labels);
    System.out.printf(
        "samples    %,d for training, %,d for validation, %,d for the test%n",
        split.training().rows().size(),
        split.validation().rows().size(),
        split.test().rows().size());
    System.out.printf(
        "head       %,d features, %,d parameters, best after %d of %d epochs%n",
        split.training().width(), head.network().parameters().length, head.epochs(), epochs);
    Share majority = split.majority();
    System.out.println("accuracy   " + DistilReport.share(confusion.accuracy()));
    System.out.println("majority   " + DistilReport.share(majority) + ": the commonest class");
  }

  /** On the first samples, through the whole model that was written. */
  private static Parity parity(ModelProto written, Network head, Embeddings all, Samples samples) {
    Parity parity = Parity.NONE;
    try (OnnxModel runner = OnnxModel.of(written.toByteArray())) {
      for (int i = 0; i < Math.min(PARITY_SAMPLES, samples.count()); i++) {
        float[] own = HeadTraining.scores(head, all.rows().get(i));
        float[] found = runner.answer(samples.at(i)).values().iterator().next().values();
        for (int c = 0; c < own.length; c++) {
          parity = parity.with(own[c], found[c]);
        }
      }
    }
    return parity;
  }
}
