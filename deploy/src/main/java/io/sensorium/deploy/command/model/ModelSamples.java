package io.sensorium.deploy.command.model;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.model.sample.ModelInput;
import io.sensorium.model.sample.NpySamples;
import io.sensorium.model.sample.Samples;
import io.sensorium.model.sample.SpreadSamples;
import java.nio.file.Path;

/** The samples of a folder, in the form that the model wants. */
final class ModelSamples {
  private ModelSamples() {}

  /**
   * @param most of them, spread evenly over all
   */
  static Samples of(QuantizeTarget target, ModelProto model, Path folder, int most) {
    return new SpreadSamples(NpySamples.of(folder, ModelInput.of(model.getGraph())), most);
  }
}
