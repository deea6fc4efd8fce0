package io.sensorium.bench.workload;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.model.dynamic.DynamicQuantizer;
import io.sensorium.model.int8.StaticInt8;
import io.sensorium.model.int8.StaticSettings;
import io.sensorium.model.onnx.OnnxModel;
import io.sensorium.model.sample.Samples;
import io.sensorium.model.sensitivity.FloatAnswers;
import io.sensorium.model.sensitivity.Likeness;
import java.util.Set;
import java.util.stream.Collectors;

/** Networks on 8 bits, as {@code sensorium model quantize} makes them when nothing else is said. */
public final class EightBits {
  private static final int MEASURED = 1;

  private EightBits() {}

  /**
   * Static, from the given samples; for networks on words dynamic.
   *
   * @param model the network in float, with the network's input
   */
  public static ModelProto of(Net net, ModelProto model, Samples samples) {
    if (net.tokens()) {
      return DynamicQuantizer.quantize(model, Set.of(), false).model();
    }
    Set<String> outputs =
        model.getGraph().getOutputList().stream().map(o -> o.getName()).collect(Collectors.toSet());
    return StaticInt8.quantize(
            model,
            samples,
            StaticSettings.DEFAULT,
            floats ->
                new Likeness(new FloatAnswers(floats, OnnxModel::of, samples, outputs, MEASURED)),
            line -> {})
        .model();
  }
}
