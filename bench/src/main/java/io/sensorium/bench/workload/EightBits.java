package io.sensorium.bench.workload;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.model.dynamic.DynamicQuantizer;
import io.sensorium.model.int8.StaticInt8;
import io.sensorium.model.int8.StaticSettings;
import io.sensorium.model.sample.Samples;
import java.util.Set;

/** Networks on 8 bits, as {@code sensorium model quantize} makes them when nothing else is said. */
public final class EightBits {
  private EightBits() {}

  /**
   * Static, from the given samples; for networks on words dynamic.
   *
   * @param model the network in float, with the network's input
   */
  public static ModelProto of(Net net, ModelProto model, Samples samples) {
    return net.tokens()
        ? DynamicQuantizer.quantize(model, Set.of(), false).model()
        : StaticInt8.quantize(model, samples, StaticSettings.DEFAULT);
  }
}
