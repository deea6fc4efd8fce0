package io.sensorium.model.network;

/** Means over all positions of each channel. */
public record GlobalPool(int channels, int positions) implements Unit {
  @Override
  public int inputs() {
    return channels * positions;
  }

  @Override
  public int outputs() {
    return channels;
  }

  @Override
  public void forward(
      float[] parameters, int at, float[] x, float[] y, int batch, float[] scratch) {
    asOneRow().forward(parameters, at, x, y, batch, scratch);
  }

  @Override
  public void backward(
      float[] parameters,
      int at,
      float[] x,
      float[] y,
      float[] dy,
      float[] dx,
      float[] gradients,
      int batch,
      float[] scratch) {
    asOneRow().backward(parameters, at, x, y, dy, dx, gradients, batch, scratch);
  }

  private AveragePool asOneRow() {
    return new AveragePool(channels, 1, positions);
  }
}
