package io.sensorium.model.export;

import io.sensorium.model.graph.Attributes;
import io.sensorium.model.graph.OnnxGraph;
import io.sensorium.model.graph.Tensors;
import io.sensorium.model.network.AveragePool;
import io.sensorium.model.network.Branches;
import io.sensorium.model.network.Convolution;
import io.sensorium.model.network.Dense;
import io.sensorium.model.network.Depthwise;
import io.sensorium.model.network.Flatten;
import io.sensorium.model.network.Formed;
import io.sensorium.model.network.GlobalPool;
import io.sensorium.model.network.MaxPool;
import io.sensorium.model.network.MeanAndDeviation;
import io.sensorium.model.network.Network;
import io.sensorium.model.network.Rectifier;
import io.sensorium.model.network.Rescale;
import io.sensorium.model.network.Residual;
import io.sensorium.model.network.SqueezeExcite;
import io.sensorium.model.network.Unit;
import io.sensorium.model.network.WordMean;
import io.sensorium.model.network.WordSequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes a network's units into a graph, with the parameters that they have now. */
public final class NetworkExport {
  private final OnnxGraph graph;
  private final Network network;

  public NetworkExport(OnnxGraph graph, Network network) {
    this.graph = graph;
    this.network = network;
  }

  /**
   * Writes the units from the first up to one, exclusive.
   *
   * @param input name of the value that goes in: images and spectrograms as [N, channels, rows,
   *     columns], word ids as [N, length], all else as [N, values]
   * @return name of the value that comes out
   */
  public String write(String input, int until) {
    String value = input;
    for (int i = 0; i < until; i++) {
      value = write(network.units().get(i), network.offset(i), value);
    }
    return value;
  }

  private String write(Unit unit, int at, String input) {
    if (unit instanceof Convolution convolution) {
      return convolution(convolution, at, input);
    }
    if (unit instanceof Dense dense) {
      return dense(dense, at, input);
    }
    if (unit instanceof Rectifier) {
      return graph.add("Relu", List.of(input));
    }
    if (unit instanceof Rescale rescale) {
      String scaled = graph.add("Mul", List.of(input, scalar("factor", rescale.factor())));
      return graph.add("Add", List.of(scaled, scalar("offset", rescale.offset())));
    }
    if (unit instanceof AveragePool pool) {
      return graph.add(
          "AveragePool", List.of(input), Attributes.integers("kernel_shape", 1, pool.width()));
    }
    if (unit instanceof Flatten) {
      return graph.add("Flatten", List.of(input), Attributes.integer("axis", 1));
    }
    if (unit instanceof Formed formed) {
      return new FormulaExport(graph, network.parameters(), at).write(formed.formula(), input);
    }
    if (unit instanceof WordMean words) {
      return new WordExport(graph, network.parameters(), input).mean(words, at);
    }
    if (unit instanceof WordSequence words) {
      return new WordExport(graph, network.parameters(), input).sequence(words, at);
    }
    return composed(unit, at, input);
  }

  /** Units of whole feature maps, and those that hold other units. */
  private String composed(Unit unit, int at, String input) {
    if (unit instanceof Depthwise depthwise) {
      return depthwise(depthwise, at, input);
    }
    if (unit instanceof Residual residual) {
      int way = at + residual.body().stream().mapToInt(Unit::parameters).sum();
      String kept = chain(residual.shortcut(), way, input);
      return graph.add("Add", List.of(chain(residual.body(), at, input), kept));
    }
    if (unit instanceof Branches branches) {
      List<String> parts = new ArrayList<>();
      int place = at;
      for (List<Unit> branch : branches.branches()) {
        parts.add(chain(branch, place, input));
        place += branch.stream().mapToInt(Unit::parameters).sum();
      }
      return graph.add("Concat", parts, Attributes.integer("axis", 1));
    }
    if (unit instanceof SqueezeExcite gate) {
      return gate(gate, at, input);
    }
    if (unit instanceof GlobalPool) {
      return graph.add("GlobalAveragePool", List.of(input));
    }
    if (unit instanceof MeanAndDeviation) {
      return statistics(input);
    }
    MaxPool pool = (MaxPool) unit;
    return graph.add(
        "MaxPool",
        List.of(input),
        Attributes.integers("kernel_shape", MaxPool.KERNEL, MaxPool.KERNEL),
        Attributes.integers("strides", pool.stride(), pool.stride()),
        Attributes.integers("pads", 1, 1, 1, 1));
  }

  private String chain(List<Unit> units, int at, String input) {
    String value = input;
    int place = at;
    for (Unit unit : units) {
      value = write(unit, place, value);
      place += unit.parameters();
    }
    return value;
  }

  private String depthwise(Depthwise unit, int at, String input) {
    int weights = unit.channels() * unit.kernel() * unit.kernel();
    long kernel = unit.kernel();
    long pad = kernel / 2;
    return graph.add(
        "Conv",
        List.of(
            input,
            constant("kernel", slice(at, weights), unit.channels(), 1, kernel, kernel),
            constant("bias", slice(at + weights, unit.channels()), unit.channels())),
        Attributes.integer("group", unit.channels()),
        Attributes.integers("kernel_shape", kernel, kernel),
        Attributes.integers("strides", unit.stride(), unit.stride()),
        Attributes.integers("pads", pad, pad, pad, pad));
  }

  /** Its dense layers as convolutions of one place, so that means keep the map's dimensions. */
  private String gate(SqueezeExcite unit, int at, String input) {
    String means = graph.add("GlobalAveragePool", List.of(input));
    String few = graph.add("Relu", List.of(pointwise(unit.first(), at, means)));
    String scores = pointwise(unit.second(), at + unit.first().parameters(), few);
    return graph.add("Mul", List.of(input, graph.add("Sigmoid", List.of(scores))));
  }

  private String pointwise(Dense unit, int at, String input) {
    return convolution(new Convolution(unit.inputs(), 1, 1, unit.outputs(), 1, 1), at, input);
  }

  /** Means and deviations of [N, channels, positions], side by side. */
  private String statistics(String input) {
    String mean = mean(input, 1);
    String apart = graph.add("Sub", List.of(input, mean));
    String variance = mean(graph.add("Mul", List.of(apart, apart)), 0);
    String raised = graph.add("Add", List.of(variance, scalar("floor", MeanAndDeviation.FLOOR)));
    String deviation = graph.add("Sqrt", List.of(raised));
    return graph.add("Concat", List.of(mean(input, 0), deviation), Attributes.integer("axis", 1));
  }

  private String mean(String input, int keep) {
    String axes = graph.constant(Tensors.longs(graph.fresh("axes"), new long[] {2}, 1));
    return graph.add("ReduceMean", List.of(input, axes), Attributes.integer("keepdims", keep));
  }

  private String convolution(Convolution unit, int at, String input) {
    int taps = unit.channels() * unit.kernel() * unit.kernel();
    float[] weights = new float[taps * unit.filters()];
    for (int tap = 0; tap < taps; tap++) {
      for (int f = 0; f < unit.filters(); f++) {
        weights[f * taps + tap] = network.parameters()[at + tap * unit.filters() + f];
      }
    }
    long kernel = unit.kernel();
    long pad = kernel / 2;
    return graph.add(
        "Conv",
        List.of(
            input,
            constant("kernel", weights, unit.filters(), unit.channels(), kernel, kernel),
            constant("bias", slice(at + weights.length, unit.filters()), unit.filters())),
        Attributes.integers("kernel_shape", kernel, kernel),
        Attributes.integers("strides", unit.stride(), unit.stride()),
        Attributes.integers("pads", pad, pad, pad, pad));
  }

  private String dense(Dense unit, int at, String input) {
    int weights = unit.inputs() * unit.outputs();
    return graph.add(
        "Gemm",
        List.of(
            input,
            constant("weights", slice(at, weights), unit.inputs(), unit.outputs()),
            constant("bias", slice(at + weights, unit.outputs()), unit.outputs())));
  }

  private String constant(String stem, float[] values, long... dimensions) {
    return graph.constant(Tensors.floats(graph.fresh(stem), values, dimensions));
  }

  private String scalar(String stem, float value) {
    return graph.constant(Tensors.floats(graph.fresh(stem), new float[] {value}));
  }

  private float[] slice(int from, int length) {
    return Arrays.copyOfRange(network.parameters(), from, from + length);
  }
}
