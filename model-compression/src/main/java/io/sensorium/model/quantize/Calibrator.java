package io.sensorium.model.quantize;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Finds the ranges of activations by running a model on examples with every activation as an
 * output.
 */
public final class Calibrator {
  private final Function<byte[], OnnxRunner> runners;

  /**
   * @param runners opens a model given as bytes
   */
  public Calibrator(Function<byte[], OnnxRunner> runners) {
    this.runners = runners;
  }

  /**
   * Runs the batches once for the extremes, and once more where a percentile is asked for.
   *
   * @param activations names of float values of the graph, inputs among them
   * @param batches values of each input
   */
  public Map<String, Range> ranges(
      ModelProto model,
      Set<String> activations,
      List<Map<String, float[]>> batches,
      Calibration calibration) {
    if (batches.isEmpty()) {
      throw new IllegalArgumentException("expected examples to calibrate with, found none");
    }
    Map<String, RangeObserver> observers = new LinkedHashMap<>();
    activations.stream().sorted().forEach(a -> observers.put(a, new RangeObserver()));
    try (OnnxRunner runner = runners.apply(observed(model, activations).toByteArray())) {
      for (Map<String, float[]> batch : batches) {
        show(runner, batch, observers, RangeObserver::extremes);
      }
      for (Map<String, float[]> batch : calibration.share() < 1 ? batches : noBatches()) {
        show(runner, batch, observers, RangeObserver::distribution);
      }
    }
    Map<String, Range> ranges = new LinkedHashMap<>();
    observers.forEach((name, observer) -> ranges.put(name, observer.range(calibration)));
    return ranges;
  }

  private static List<Map<String, float[]>> noBatches() {
    return List.of();
  }

  private static void show(
      OnnxRunner runner,
      Map<String, float[]> batch,
      Map<String, RangeObserver> observers,
      BiConsumer<RangeObserver, float[]> pass) {
    Map<String, float[]> values = new HashMap<>(runner.run(batch));
    values.putAll(batch);
    observers.forEach(
        (activation, observer) -> {
          float[] seen = values.get(activation);
          if (seen == null) {
            throw new IllegalArgumentException(
                "expected a float value of the graph, found no '" + activation + "'");
          }
          pass.accept(observer, seen);
        });
  }

  private static ModelProto observed(ModelProto model, Set<String> activations) {
    GraphProto.Builder graph = model.getGraph().toBuilder();
    Set<String> known = new HashSet<>();
    graph.getInputList().forEach(i -> known.add(i.getName()));
    graph.getOutputList().forEach(o -> known.add(o.getName()));
    for (String activation : activations.stream().sorted().toList()) {
      if (known.add(activation)) {
        graph.addOutput(
            ValueInfoProto.newBuilder()
                .setName(activation)
                .setType(
                    TypeProto.newBuilder()
                        .setTensorType(
                            TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT.getNumber()))));
      }
    }
    return model.toBuilder().setGraph(graph).build();
  }
}
