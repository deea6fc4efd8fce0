package io.sensorium.model.network;

import java.util.Arrays;

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
    for (int row = 0; row < channels * batch; row++) {
      float sum = 0;
      for (int i = row * positions; i < (row + 1) * positions; i++) {
        sum += x[i];
      }
      y[row] = sum / positions;
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
    for (int row = 0; dx.length > 0 && row < channels * batch; row++) {
      Arrays.fill(dx, row * positions, (row + 1) * positions, dy[row] / positions);
    }
  }
}
