package io.sensorium.model.equalize;

import io.sensorium.model.calibrate.ChannelCount;
import io.sensorium.model.graph.Numbers;

/** How large the values of each channel get before they are read, and their mean square then. */
final class ChannelStatistics {
  private final float[] largest;
  private final double[] squares;
  private long each;

  ChannelStatistics(int channels) {
    largest = new float[channels];
    squares = new double[channels];
  }

  /** Counts what has the widest scale. */
  void widest(Numbers values) {
    int unused =
        ChannelCount.visit(
            values,
            largest.length,
            (channel, value) -> largest[channel] = Math.max(largest[channel], Math.abs(value)));
  }

  /** Counts what the second layer reads. */
  void read(Numbers values) {
    each +=
        ChannelCount.visit(
            values, squares.length, (channel, value) -> squares[channel] += (double) value * value);
  }

  /** The largest magnitude of a channel. */
  double largest(int channel) {
    return ChannelCount.rounded(largest[channel]);
  }

  /** The mean square of a channel's values; 0 where there were none. */
  double square(int channel) {
    return each == 0 ? 0 : ChannelCount.rounded(squares[channel] / each);
  }
}
