package io.sensorium.model.network;

import java.util.Arrays;

/**
 * The largest value of each place's 3 × 3 neighbourhood, as far as that is inside.
 *
 * @param height input rows
 * @param width input columns
 * @param stride rows and columns from one place to the next
 */
public record MaxPool(int channels, int height, int width, int stride) implements Unit {
  /** Rows and columns of the neighbourhood. */
  public static final int KERNEL = 3;

  public int outputHeight() {
    return (height - 1) / stride + 1;
  }

  public int outputWidth() {
    return (width - 1) / stride + 1;
  }

  @Override
  public int inputs() {
    return channels * height * width;
  }

  @Override
  public int outputs() {
    return channels * outputHeight() * outputWidth();
  }

  @Override
  public void forward(
      float[] parameters, int at, float[] x, float[] y, int batch, float[] scratch) {
    for (int i = 0; i < outputs() * batch; i++) {
      y[i] = x[highest(x, i)];
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
    if (dx.length > 0) {
      Arrays.fill(dx, 0, inputs() * batch, 0f);
      for (int i = 0; i < outputs() * batch; i++) {
        dx[highest(x, i)] += dy[i];
      }
    }
  }

  /** Where the largest value of an output's neighbourhood stands, the first of equals. */
  private int highest(float[] x, int output) {
    int column = output % outputWidth() * stride;
    int row = output / outputWidth() % outputHeight() * stride;
    int plane = output / (outputWidth() * outputHeight()) * height * width;
    int best = plane + row * width + column;
    float value = Float.NEGATIVE_INFINITY;
    for (int r = Math.max(0, row - 1); r <= Math.min(height - 1, row + 1); r++) {
      for (int c = Math.max(0, column - 1); c <= Math.min(width - 1, column + 1); c++) {
        int place = plane + r * width + c;
        if (x[place] > value) {
          value = x[place];
          best = place;
        }
      }
    }
    return best;
  }
}
