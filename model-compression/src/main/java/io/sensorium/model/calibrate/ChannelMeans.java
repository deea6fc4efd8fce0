package io.sensorium.model.calibrate;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.model.graph.Numbers;
import io.sensorium.model.quantize.InputMeans;
import io.sensorium.model.quantize.OnnxRunner;
import io.sensorium.model.quantize.QuantizationPlan;
import io.sensorium.model.quantize.Range;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the means of layers' inputs by running a model on samples. */
public final class ChannelMeans {
  private ChannelMeans() {}

  /** Sums over the values of one activation. */
  private static final class Sums {
    private final double[] sums;
    private final Range range;
    private @Nullable List<Integer> map;
    private long each;

    private Sums(int channels, Range range) {
      sums = new double[channels];
      this.range = range;
    }

    private void add(Numbers numbers) {
      each +=
          ChannelCount.visit(
              numbers,
              sums.length,
              (channel, value) ->
                  sums[channel] += Math.max(range.low(), Math.min(range.high(), value)));
      List<Integer> seen = map(numbers.dims());
      map = map == null || map.equals(seen) ? seen : List.of();
    }

    private static List<Integer> map(@Nullable List<Long> dims) {
      return dims == null ? List.of() : dims.stream().skip(2).map(Math::toIntExact).toList();
    }

    private boolean any() {
      return each > 0;
    }

    private InputMeans means() {
      float[] means = new float[sums.length];
      for (int c = 0; c < means.length; c++) {
        means[c] = (float) ChannelCount.rounded(sums[c] / each);
      }
      return new InputMeans(means, map == null ? List.of() : map);
    }
  }

  /**
   * Runs the samples. Inputs that had no values in any of them are left out.
   *
   * @param plan names the layers
   * @param ranges that their inputs will have on 8 bits, each before it is shared
   * @param runners opens a model given as bytes
   */
  public static Map<String, InputMeans> of(
      ModelProto model,
      QuantizationPlan plan,
      Map<String, Range> ranges,
      Function<byte[], OnnxRunner> runners,
      Iterable<? extends Map<String, Numbers>> samples) {
    Map<String, Sums> sums = new HashMap<>();
    Map<String, Range> shared = plan.shared(ranges);
    plan.inputChannels()
        .forEach(
            (input, channels) -> {
              Range range = shared.get(input);
              if (range != null) {
                sums.put(input, new Sums(channels, range));
              }
            });
    new Watch(model, runners)
        .over(
            samples,
            sums.keySet(),
            (name, values) -> {
              Sums of = sums.get(name);
              if (of != null) {
                of.add(values);
              }
            });
    Map<String, InputMeans> means = new HashMap<>();
    sums.forEach(
        (name, of) -> {
          if (of.any()) {
            means.put(name, of.means());
          }
        });
    return means;
  }
}
