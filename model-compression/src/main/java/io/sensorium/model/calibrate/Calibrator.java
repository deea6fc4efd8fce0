package io.sensorium.model.calibrate;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.sensorium.model.graph.Numbers;
import io.sensorium.model.quantize.OnnxRunner;
import io.sensorium.model.quantize.Range;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds the ranges of activations by running a model on samples. Each activation can be asked for
 * as an output; a run asks for as many of them as fit into a bounded amount of memory, and their
 * values are forgotten once they are counted.
 */
public final class Calibrator {
  private final Function<byte[], OnnxRunner> runners;

  /**
   * @param runners opens a model given as bytes
   */
  public Calibrator(Function<byte[], OnnxRunner> runners) {
    this.runners = runners;
  }

  /** Rows of each input as samples. */
  public static List<Map<String, Numbers>> samples(List<Map<String, float[]>> batches) {
    return batches.stream()
        .map(
            batch -> {
              Map<String, Numbers> sample = new LinkedHashMap<>();
              batch.forEach((name, values) -> sample.put(name, Numbers.rows(values)));
              return sample;
            })
        .toList();
  }

  /**
   * Runs the samples once for each group of activations.
   *
   * @param activations names of float values of the graph, inputs among them
   * @param samples values of each input
   */
  public Map<String, Range> ranges(
      ModelProto model,
      Set<String> activations,
      Iterable<? extends Map<String, Numbers>> samples,
      Calibration calibration) {
    Map<String, Histogram> histograms = new LinkedHashMap<>();
    activations.stream().sorted().forEach(a -> histograms.put(a, new Histogram(a)));
    Set<String> inputs = new HashSet<>();
    model.getGraph().getInputList().forEach(i -> inputs.add(i.getName()));
    ActivationGroups groups =
        new ActivationGroups(
            histograms.keySet().stream().filter(a -> !inputs.contains(a)).toList());
    boolean none = true;
    try (OnnxRunner runner = runners.apply(observed(model, activations).toByteArray())) {
      for (Map<String, Numbers> sample : samples) {
        none = false;
        count(histograms, sample);
        for (Set<String> group : groups.next()) {
          Map<String, Numbers> seen = runner.answer(sample, group);
          groups.saw(seen);
          count(histograms, seen);
        }
      }
    }
    if (none) {
      throw new IllegalArgumentException("expected samples to calibrate with, found none");
    }
    Map<String, Range> ranges = new LinkedHashMap<>();
    histograms.forEach((name, histogram) -> ranges.put(name, calibration.range(histogram)));
    return ranges;
  }

  private static void count(Map<String, Histogram> histograms, Map<String, Numbers> seen) {
    seen.forEach(
        (name, numbers) -> {
          Histogram histogram = histograms.get(name);
          if (histogram != null) {
            histogram.add(numbers.values());
          }
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
