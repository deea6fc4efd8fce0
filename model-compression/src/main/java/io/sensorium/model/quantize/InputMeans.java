package io.sensorium.model.quantize;

import java.util.List;

/** Means of what a layer reads, channel by channel. */
public final class InputMeans {
  private final float[] means;
  private final List<Integer> map;

  /**
   * @param means of the values, with those beyond the range brought to its ends: what 8 bits leave
   *     of them
   * @param map positions of the values along each dimension behind the channels; empty for none, or
   *     where they differ
   */
  public InputMeans(float[] means, List<Integer> map) {
    this.means = means.clone();
    this.map = List.copyOf(map);
  }

  /** The mean of a channel's values. */
  public float of(int channel) {
    return means[channel];
  }

  List<Integer> map() {
    return map;
  }
}
