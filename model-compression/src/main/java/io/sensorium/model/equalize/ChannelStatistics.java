package io.sensorium.model.equalize;

import io.sensorium.model.graph.Numbers;
import java.util.List;

/** How large the values of each channel of one activation get, and their mean square. */
final class ChannelStatistics {
  private final float[] largest;
  private final double[] squares;
  private long each;

  ChannelStatistics(int channels) {
    largest = new float[channels];
    squares = new double[channels];
  }

  /**
   * Counts the values of one sample.
   *
   * @param values [N, channels, ...]
   */
  void add(Numbers values) {
    List<Long> dims = values.dims();
    int batch = dims == null || dims.isEmpty() ? 1 : Math.toIntExact(dims.get(0));
    float[] all = values.values();
    int positions = all.length / largest.length / batch;
    for (int i = 0; i < all.length; i++) {
      int channel = i / positions % largest.length;
      largest[channel] = Math.max(largest[channel], Math.abs(all[i]));
      squares[channel] += (double) all[i] * all[i];
    }
    each += (long) positions * batch;
  }

  /** The largest magnitude of a channel. */
  float largest(int channel) {
    return largest[channel];
  }

  /** The mean square of a channel's values. */
  double square(int channel) {
    return squares[channel] / each;
  }
}
