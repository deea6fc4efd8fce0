package io.sensorium.model.network;

/** The larger of a value and 0. */
public record Rectifier(int inputs) implements Unit {
  @Override
  public int outputs() {
    return inputs;
  }

  @Override
  public void forward(
      float[] parameters, int at, float[] x, float[] y, int batch, float[] scratch) {
    for (int i = 0; i < inputs * batch; i++) {
      y[i] = Math.max(0, x[i]);
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
      dx[i] = y[i] > 0 ? dy[i] : 0;
    }
  }
}
