package io.sensorium.model.network;

import java.util.List;

/** A fixed {@code factor * x + offset}, to bring features to about mean 0 and deviation 1. */
public record Rescale(int inputs, float factor, float offset) implements Unit {
  private static final double LEAST_DEVIATION = 1e-12;
  private static final double LEAST_SHARE_OF_MEAN = 1e-6;

  /**
   * The one that brings all values of these rows together to mean 0 and deviation 1. Rows that do
   * not differ, but for rounding, are brought to 0 and not scaled.
   *
   * @param rows at least one, all of one length
   */
  public static Rescale standard(List<float[]> rows) {
    double count = (double) rows.size() * rows.get(0).length;
    double sum = 0;
    for (float[] row : rows) {
      for (float value : row) {
        sum += value;
      }
    }
    double mean = sum / count;
    double squares = 0;
    for (float[] row : rows) {
      for (float value : row) {
        squares += (value - mean) * (value - mean);
      }
    }
    double deviation = Math.sqrt(squares / count);
    double floor = Math.max(LEAST_DEVIATION, LEAST_SHARE_OF_MEAN * Math.abs(mean));
    double scale = deviation > floor ? deviation : 1;
    return new Rescale(rows.get(0).length, (float) (1 / scale), (float) (-mean / scale));
  }

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
