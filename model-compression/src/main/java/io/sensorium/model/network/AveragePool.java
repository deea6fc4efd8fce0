package io.sensorium.model.network;

import java.util.Arrays;

/**
 * Means over whole rows of each channel: a row of {@code width} values becomes one. For a
 * spectrogram this is the mean over time.
 */
public record AveragePool(int channels, int height, int width) implements Unit {
  @Override
  public int inputs() {
    return channels * height * width;
  }

  @Override
  public int outputs() {
    return channels * height;
  }

  @Override
  public void forward(
      float[] parameters, int at, float[] x, float[] y, int batch, float[] scratch) {
    for (int row = 0; row < channels * batch * height; row++) {
      float sum = 0;
      for (int i = row * width; i < (row + 1) * width; i++) {
        sum += x[i];
      }
      y[row] = sum / width;
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
    for (int row = 0; dx.length > 0 && row < channels * batch * height; row++) {
      Arrays.fill(dx, row * width, (row + 1) * width, dy[row] / width);
    }
  }
}
