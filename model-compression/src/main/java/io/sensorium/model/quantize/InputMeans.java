package io.sensorium.model.quantize;

import java.util.List;

/** Means of what a layer reads, channel by channel. */
public final class InputMeans {
  private final float[] floats;
  private final float[] clipped;
  private final List<Integer> map;

  /**
   * @param floats of the values themselves
   * @param clipped of the values with those beyond the range brought to its ends, as 8 bits bring
   *     them
   * @param map positions of the values along each dimension behind the channels; empty for none, or
   *     where they differ
   */
  public InputMeans(float[] floats, float[] clipped, List<Integer> map) {
    this.floats = floats.clone();
    this.clipped = clipped.clone();
    this.map = List.copyOf(map);
  }

  /** The mean of a channel's values. */
  public float floats(int channel) {
    return floats[channel];
  }

  /** The mean of what 8 bits make of them. */
  public float clipped(int channel) {
    return clipped[channel];
  }

  List<Integer> map() {
    return map;
  }
}
