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

/** Finds the means of layers' inputs by running a model on samples. */
public final class ChannelMeans {
  /** Bits of a mean that are kept, so that the last ones of float arithmetic change no model. */
  private static final int BITS = 10;

  private ChannelMeans() {}

  /** Sums over the values of one activation. */
  private static final class Sums {
    private final double[] floats;
    private final double[] clipped;
    private final Range range;
    private long each;

    private Sums(int channels, Range range) {
      floats = new double[channels];
      clipped = new double[channels];
      this.range = range;
    }

    private void add(Numbers numbers) {
      float[] values = numbers.values();
      List<Long> dims = numbers.dims();
      int rows = dims == null || dims.isEmpty() ? 1 : Math.toIntExact(dims.get(0));
      int positions = values.length / floats.length / rows;
      for (int i = 0; i < values.length; i++) {
        int channel = i / positions % floats.length;
        floats[channel] += values[i];
        clipped[channel] += Math.max(range.low(), Math.min(range.high(), values[i]));
      }
      each += (long) rows * positions;
    }

    private InputMeans means() {
      return new InputMeans(means(floats), means(clipped));
    }

    private float[] means(double[] sums) {
      float[] means = new float[sums.length];
      for (int c = 0; c < means.length; c++) {
        double mean = sums[c] / each;
        double step = Math.scalb(1.0, Math.getExponent(mean) - BITS);
        means[c] = mean == 0 ? 0 : (float) (Math.rint(mean / step) * step);
      }
      return means;
    }
  }

  /**
   * Runs the samples.
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
    sums.forEach((name, of) -> means.put(name, of.means()));
    return means;
  }
}
