package io.sensorium.model.quantize;

/** Means of what a layer reads, channel by channel. */
public final class InputMeans {
  private final float[] floats;
  private final float[] clipped;

  /**
   * @param floats of the values themselves
   * @param clipped of the values with those beyond the range brought to its ends, as 8 bits bring
   *     them
   */
  public InputMeans(float[] floats, float[] clipped) {
    this.floats = floats.clone();
    this.clipped = clipped.clone();
  }

  /** The mean of a channel's values. */
  public float floats(int channel) {
    return floats[channel];
  }

  /** The mean of what 8 bits make of them. */
  public float clipped(int channel) {
    return clipped[channel];
  }
}
