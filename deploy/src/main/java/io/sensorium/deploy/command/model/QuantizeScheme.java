package io.sensorium.deploy.command.model;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.model.graph.Numbers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A way to quantize a model, with the options that it was given. */
sealed interface QuantizeScheme permits DynamicScheme, StaticScheme, WeightsScheme {
  /** Of the result, as model repositories name their files: {@code int8} or {@code int4}. */
  String variant();

  /**
   * Quantizes a model.
   *
   * @param floats the model that the target is
   * @param progress is told a line at a time
   */
  Outcome quantize(QuantizeTarget target, ModelProto floats, Consumer<String> progress);

  /**
   * What came of it.
   *
   * @param model the quantized one
   * @param lines what there is to say of it
   * @param sample values of the inputs to take times with, if there are some
   */
  record Outcome(ModelProto model, List<String> lines, Optional<Map<String, Numbers>> sample) {
    public Outcome {
      lines = List.copyOf(lines);
    }
  }
}
