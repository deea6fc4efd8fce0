package io.sensorium.deploy.command.model;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.config.ConfigException;
import io.sensorium.model.prepare.FixedInputs;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Inputs that become constants before anything else is done with a model. */
final class FixOptions {
  @Option(
      names = "--fix",
      paramLabel = "INPUT=NUMBER",
      description =
          "Make an input of one number a constant, such as sr=16000; may be repeated. The model"
              + " made has no such input.")
  private Map<String, String> values = new HashMap<>();

  /** Whether there are any. */
  boolean any() {
    return !values.isEmpty();
  }

  ModelProto applied(ModelProto model) {
    Map<String, Double> numbers = new HashMap<>();
    values.forEach((name, text) -> numbers.put(name, number(name, text)));
    return numbers.isEmpty() ? model : FixedInputs.of(model, numbers);
  }

  private static double number(String name, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new ConfigException(
          "--fix: expected a number as in %s=16000, found '%s'. Correct it.".formatted(name, text));
    }
  }
}
