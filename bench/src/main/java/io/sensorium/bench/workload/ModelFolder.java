package io.sensorium.bench.workload;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OrtException;
import io.sensorium.event.Modality;
import io.sensorium.model.calibrate.Calibration;
import io.sensorium.model.calibrate.Calibrator;
import io.sensorium.model.dynamic.DynamicQuantizer;
import io.sensorium.model.onnx.OnnxModel;
import io.sensorium.model.quantize.QuantizationPlan;
import io.sensorium.model.quantize.Range;
import io.sensorium.model.quantize.StaticQuantizer;
import io.sensorium.worker.feature.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A folder with a pipeline file and a model repository of one network in one variant.
 *
 * @param path of the folder
 */
public record ModelFolder(Path path) {
  /** Name of the pipeline. */
  public static final String PIPELINE = "bench";

  private static final String MODEL = "net";
  private static final int EXAMPLES_A_BATCH = 4;

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
      Files.write(version.resolve("model.int8.onnx"), quantized(net, model, rows).toByteArray());
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

  private static ModelProto quantized(Net net, ModelProto model, List<float[]> rows) {
    if (net.tokens()) {
      return DynamicQuantizer.quantize(model, Set.of(), false).model();
    }
    QuantizationPlan plan = new QuantizationPlan(model.getGraph(), Set.of());
    List<Map<String, float[]>> batches = new ArrayList<>();
    for (int i = 0; i + EXAMPLES_A_BATCH <= rows.size(); i += EXAMPLES_A_BATCH) {
      float[] batch = new float[EXAMPLES_A_BATCH * net.rowSize()];
      for (int j = 0; j < EXAMPLES_A_BATCH; j++) {
        System.arraycopy(rows.get(i + j), 0, batch, j * net.rowSize(), net.rowSize());
      }
      batches.add(Map.of(Net.INPUT, batch));
    }
    Map<String, Range> ranges =
        new Calibrator(ModelFolder::open)
            .ranges(model, plan.activations(), Calibrator.samples(batches), Calibration.MIN_MAX);
    return StaticQuantizer.quantize(model, plan, ranges);
  }

  private static OnnxModel open(byte[] model) {
    try {
      return OnnxModel.open(model);
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }
}
