package io.sensorium.model.calibrate;

import io.sensorium.model.graph.Numbers;
import java.util.List;

/** Goes through the values of an activation with the channel of each. */
public final class ChannelCount {
  /** Bits of a statistic that are kept. */
  private static final int BITS = 10;

  private ChannelCount() {}

  /** Takes a channel and a value of it. */
  @FunctionalInterface
  public interface Visitor {
    void value(int channel, float value);
  }

  /**
   * Visits all values of one sample.
   *
   * @param values [N, channels, ...]
   * @return values of each channel; 0 where there are no values
   */
  public static int visit(Numbers values, int channels, Visitor visitor) {
    float[] all = values.values();
    List<Long> dims = values.dims();
    int rows = dims == null || dims.isEmpty() ? 1 : Math.toIntExact(dims.get(0));
    if (all.length == 0 || rows == 0) {
      return 0;
    }
    int positions = all.length / channels / rows;
    for (int i = 0; i < all.length; i++) {
      visitor.value(i / positions % channels, all[i]);
    }
    return rows * positions;
  }

  /** Without the last bits of a machine's float arithmetic, which are to change no model. */
  public static double rounded(double statistic) {
    if (statistic == 0 || !Double.isFinite(statistic)) {
      return statistic;
    }
    double step = Math.scalb(1.0, Math.getExponent(statistic) - BITS);
    return Math.rint(statistic / step) * step;
  }
}
