package io.sensorium.bench.workload;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.event.Modality;
import io.sensorium.model.sample.RowSamples;
import io.sensorium.worker.feature.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A folder with a pipeline file and a model repository of one network in one variant.
 *
 * @param path of the folder
 */
public record ModelFolder(Path path) {
  /** Name of the pipeline. */
  public static final String PIPELINE = "bench";

  private static final String MODEL = "net";

  /**
   * Writes the repository.
   *
   * @param int8 static, from ranges of the given rows; for networks on words dynamic
   * @param rows examples of the network's input
   */
  public static ModelFolder write(Path path, Net net, boolean int8, List<float[]> rows)
      throws IOException {
    ModelFolder folder = new ModelFolder(path);
    Path version = Files.createDirectories(path.resolve("models/" + MODEL + "/1"));
    ModelProto model = net.model();
    if (int8) {
      Files.write(
          version.resolve("model.int8.onnx"),
          EightBits.of(net, model, new RowSamples(Net.INPUT, rows)).toByteArray());
    } else {
      Files.write(version.resolve("model.onnx"), model.toByteArray());
    }
    if (net.tokens()) {
      Files.write(version.resolve("vocabulary.txt"), words());
    }
    folder.describe(net);
    return folder;
  }

  /** Writes a folder for a runtime that loads nothing, as if it were of the network on words. */
  public static ModelFolder writeEmpty(Path path) throws IOException {
    ModelFolder folder = new ModelFolder(path);
    Path version = Files.createDirectories(path.resolve("models/" + MODEL + "/1"));
    Files.createFile(version.resolve("model.onnx"));
    Files.write(version.resolve("vocabulary.txt"), words());
    folder.describe(Net.TRANSFORMER);
    folder.writePipeline(Net.TRANSFORMER, 1);
    return folder;
  }

  /**
   * Writes the pipeline file.
   *
   * @param batch moments in a run at most
   */
  public void writePipeline(Net net, int batch) throws IOException {
    Files.writeString(pipeline(), pipeline(net.modality(), batch));
  }

  public Path pipeline() {
    return path.resolve("pipeline.yaml");
  }

  public Path models() {
    return path.resolve("models");
  }

  /** The network. */
  public Path model() {
    Path version = models().resolve(MODEL + "/1");
    Path int8 = version.resolve("model.int8.onnx");
    return Files.exists(int8) ? int8 : version.resolve("model.onnx");
  }

  private void describe(Net net) throws IOException {
    Files.writeString(
        models().resolve(MODEL + "/model.yaml"),
        "task: classification%ninputs:%n  %s: { %s }%n".formatted(Net.INPUT, net.features()));
  }

  static Vocabulary vocabulary() {
    return Vocabulary.of(words());
  }

  private static List<String> words() {
    List<String> words = new ArrayList<>(List.of(Vocabulary.PAD, Vocabulary.UNKNOWN));
    for (int i = 0; words.size() < Transformer.VOCABULARY; i++) {
      words.add("w" + i);
    }
    return words;
  }

  private static String pipeline(Modality modality, int batch) {
    return """
    pipeline: %s
    pace: { each: event }
    inputs:
      event: { modality: %s }
    inference:
      max-batch-size: %d
      max-batch-delay: 5ms
      steps:
        model: { model: %s, tensors: { %s: { input: event } } }
      prediction: { step: model, output: %s }
    """
        .formatted(
            PIPELINE,
            modality.name().toLowerCase(Locale.ROOT),
            batch,
            MODEL,
            Net.INPUT,
            Net.OUTPUT);
  }
}
