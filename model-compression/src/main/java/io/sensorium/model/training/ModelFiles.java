package io.sensorium.model.training;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.util.List;
import java.util.Map;

/**
 * One model of the repository, ready to be written.
 *
 * @param name of the model
 * @param floats the model in float
 * @param steps the same on 8 bits; {@code floats} itself where it is better left in float
 * @param description what {@code model.yaml} says
 * @param lines other files of the version, by name
 */
record ModelFiles(
    String name,
    ModelProto floats,
    ModelProto steps,
    String description,
    Map<String, List<String>> lines) {

  /** Whether there is a variant on 8 bits. */
  boolean quantized() {
    return !steps.equals(floats);
  }
}
