package io.sensorium.model.network;

/** One batch on its way through a network and back. Not thread-safe. */
public final class Pass {
  private final Network network;
  private final int batch;
  private final float[][] values;
  private final float[][] slopes;
  private final float[] scratch;

  Pass(Network network, int batch) {
    this.network = network;
    this.batch = batch;
    int units = network.units().size();
    this.values = new float[units + 1][];
    this.slopes = new float[units + 1][];
    int room = 0;
    values[0] = new float[network.inputs() * batch];
    // Nothing is below the first unit that could use its slopes.
    slopes[0] = new float[0];
    for (int i = 0; i < units; i++) {
      Unit unit = network.units().get(i);
      values[i + 1] = new float[unit.outputs() * batch];
      boolean used = network.offset(i) + unit.parameters() > 0;
      slopes[i + 1] = new float[used ? unit.outputs() * batch : 0];
      room = Math.max(room, unit.scratch(batch));
    }
    this.scratch = new float[room];
  }

  public int batch() {
    return batch;
  }

  /**
   * Sets an example.
   *
   * @param channels channels of the network's input, each of as many positions as there is room for
   */
  public void set(int example, float[] input, int channels) {
    int positions = input.length / channels;
    for (int c = 0; c < channels; c++) {
      System.arraycopy(
          input, c * positions, values[0], (c * batch + example) * positions, positions);
    }
  }

  /** Runs the units up to one, exclusive. */
  public void forward(int until) {
    for (int i = 0; i < until; i++) {
      network
          .units()
          .get(i)
          .forward(
              network.parameters(), network.offset(i), values[i], values[i + 1], batch, scratch);
    }
  }

  /** A value behind a number of units whose output has no positions. */
  public float value(int unitsPassed, int channel, int example) {
    return values[unitsPassed][channel * batch + example];
  }

  /** The channel with the largest value at the end, the first of equals: a classifier's answer. */
  public int highest(int example) {
    int units = network.units().size();
    int best = 0;
    for (int c = 1; c < network.outputs(); c++) {
      best = value(units, c, example) > value(units, best, example) ? c : best;
    }
    return best;
  }

  /** Sets the slope of the loss by a value at the end. */
  public void slope(int channel, int example, float slope) {
    slopes[slopes.length - 1][channel * batch + example] = slope;
  }

  /** Adds the gradients of the parameters from the slopes at the end. */
  public void backward(float[] gradients) {
    for (int i = network.units().size() - 1; i >= 0; i--) {
      network
          .units()
          .get(i)
          .backward(
              network.parameters(),
              network.offset(i),
              values[i],
              values[i + 1],
              slopes[i + 1],
              slopes[i],
              gradients,
              batch,
              scratch);
    }
  }
}
