package io.sensorium.model.network;

/** A fixed {@code factor * x + offset}, to bring features to about mean 0 and deviation 1. */
public record Rescale(int inputs, float factor, float offset) implements Unit {
  @Override
  public int outputs() {
    return inputs;
  }

  @Override
  public void forward(
      float[] parameters, int at, float[] x, float[] y, int batch, float[] scratch) {
    for (int i = 0; i < inputs * batch; i++) {
      y[i] = factor * x[i] + offset;
    }
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
    for (int i = 0; i < dx.length && i < inputs * batch; i++) {
      dx[i] = factor * dy[i];
    }
  }
}
