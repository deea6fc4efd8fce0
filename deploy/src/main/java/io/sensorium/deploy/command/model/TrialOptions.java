package io.sensorium.deploy.command.model;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.config.ConfigException;
import io.sensorium.model.onnx.AlternatingTimes;
import io.sensorium.model.onnx.ModelTrial;
import io.sensorium.model.onnx.RandomInputs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a changed model is compared with what it was. */
final class TrialOptions {
  @Option(
      names = "--shape",
      paramLabel = "INPUT=1,3,224,224",
      description = "Shape of an input for the comparison; free dimensions are 1 otherwise.")
  private Map<String, String> shapes = new HashMap<>();

  @Option(
      names = "--range",
      paramLabel = "INPUT=LOW:HIGH",
      description =
          "Range of an input's random values for the comparison, or one number for all of them,"
              + " such as a sample rate; -1:1 and integers 0:9 otherwise.")
  private Map<String, String> ranges = new HashMap<>();

  @Option(names = "--untried", description = "Leave the comparison out.")
  private boolean untried;

  /** Whether the changed model shall be run at all. */
  boolean wanted() {
    return !untried;
  }

  /** The inputs to compare models on. */
  RandomInputs inputs() {
    Map<String, List<Long>> dimensions = new HashMap<>();
    shapes.forEach((name, text) -> dimensions.put(name, shape(name, text)));
    Map<String, RandomInputs.Range> spans = new HashMap<>();
    ranges.forEach((name, text) -> spans.put(name, range(name, text)));
    return new RandomInputs(dimensions, spans);
  }

  /** Runs both models, where wanted, and prints how they compare. */
  void print(Path file, ModelProto before, ModelProto after) {
    long old = before.getSerializedSize();
    long now = after.getSerializedSize();
    System.out.printf("size       %,d -> %,d bytes, %.2f of it%n", old, now, (double) now / old);
    if (wanted()) {
      ModelTrial trial = ModelWork.explained(file, () -> ModelTrial.of(before, after, inputs()));
      System.out.println("agreement  " + trial.agreement().line());
      AlternatingTimes times = AlternatingTimes.measure(before, after, trial.sample());
      System.out.printf(
          "time       %.3f -> %.3f ms a run, %.2f times as fast (one thread, median of %d,"
              + " alternating)%n",
          times.firstMs(), times.secondMs(), times.firstMs() / times.secondMs(), times.runs());
    }
  }

  /**
   * What quantization gave, compared with what was where that is wanted.
   *
   * @param products that were quantized
   * @throws ConfigException where there are none
   */
  QuantizeScheme.Outcome outcome(
      Path file, ModelProto before, ModelProto after, int products, List<String> lines) {
    if (products == 0) {
      throw new ConfigException(
          file
              + ": expected a MatMul or Gemm with constant weights, found none that may be"
              + " quantized; --scheme static is for convolutions");
    }
    if (!wanted()) {
      return new QuantizeScheme.Outcome(after, lines, Optional.empty());
    }
    ModelTrial trial = ModelWork.explained(file, () -> ModelTrial.of(before, after, inputs()));
    List<String> all = new ArrayList<>(lines);
    all.add("agreement " + trial.agreement().line());
    return new QuantizeScheme.Outcome(after, all, Optional.of(trial.sample()));
  }

  private static List<Long> shape(String name, String text) {
    try {
      return Arrays.stream(text.split(",")).map(d -> Long.parseLong(d.strip())).toList();
    } catch (NumberFormatException e) {
      throw new ConfigException(
          "--shape: expected dimensions such as %s=1,3,224,224, found '%s'".formatted(name, text));
    }
  }

  private static RandomInputs.Range range(String name, String text) {
    String[] ends = text.split(":", -1);
    try {
      float low = Float.parseFloat(ends[0]);
      if (ends.length <= 2) {
        return new RandomInputs.Range(low, ends.length == 1 ? low : Float.parseFloat(ends[1]));
      }
    } catch (IllegalArgumentException e) {
      // Refused below, as three numbers are.
    }
    throw new ConfigException(
        "--range: expected %s=LOW:HIGH or one number, found '%s'".formatted(name, text));
  }
}
