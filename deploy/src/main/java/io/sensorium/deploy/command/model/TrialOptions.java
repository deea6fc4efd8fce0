package io.sensorium.deploy.command.model;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OrtException;
import io.sensorium.config.ConfigException;
import io.sensorium.model.onnx.ModelTrial;
import io.sensorium.model.onnx.RandomInputs;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  @Option(
      names = "--turns",
      paramLabel = "N",
      description = "Timed runs of each model; 0 leaves the comparison out. Default 11.")
  private int turns = 11;

  /** Runs both models and prints how they compare. */
  void print(ModelProto before, ModelProto after) throws OrtException {
    if (turns > 0) {
      Map<String, List<Long>> parsed = new HashMap<>();
      shapes.forEach((name, text) -> parsed.put(name, shape(name, text)));
      Map<String, RandomInputs.Range> spans = new HashMap<>();
      ranges.forEach((name, text) -> spans.put(name, range(name, text)));
      ModelTrial.of(before, after, new RandomInputs(parsed, spans), turns)
          .lines()
          .forEach(System.out::println);
    }
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
