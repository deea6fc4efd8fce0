package io.sensorium.model.calibrate;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.model.graph.Numbers;
import io.sensorium.model.quantize.OnnxRunner;
import io.sensorium.model.quantize.Range;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds the ranges of activations by running a model on samples; their values are forgotten once
 * they are counted.
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
    new Watch(model, runners)
        .over(
            samples,
            activations,
            (name, numbers) -> {
              Histogram histogram = histograms.get(name);
              if (histogram != null) {
                histogram.add(numbers.values());
              }
            });
    Map<String, Range> ranges = new LinkedHashMap<>();
    histograms.forEach((name, histogram) -> ranges.put(name, calibration.range(histogram)));
    return ranges;
  }
}
