package io.sensorium.model.network;

/**
 * Means over all positions of each channel, then their standard deviations: what Piczak (2015)
 * takes of spectra for the baseline of ESC-50.
 */
public record MeanAndDeviation(int channels, int positions) implements Unit {
  /** Added to variances, so that slopes stay finite where nothing changes. */
  public static final float FLOOR = 1e-3f;

  @Override
  public int inputs() {
    return channels * positions;
  }

  @Override
  public int outputs() {
    return 2 * channels;
  }

  @Override
  public void forward(
      float[] parameters, int at, float[] x, float[] y, int batch, float[] scratch) {
    for (int row = 0; row < channels * batch; row++) {
      float sum = 0;
      for (int i = row * positions; i < (row + 1) * positions; i++) {
        sum += x[i];
      }
      float mean = sum / positions;
      float squares = 0;
      for (int i = row * positions; i < (row + 1) * positions; i++) {
        squares += (x[i] - mean) * (x[i] - mean);
      }
      y[row] = mean;
      y[channels * batch + row] = (float) Math.sqrt(squares / positions + FLOOR);
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
    int rows = channels * batch;
    for (int row = 0; dx.length > 0 && row < rows; row++) {
      float even = dy[row] / positions;
      float steep = dy[rows + row] / (positions * y[rows + row]);
      for (int i = row * positions; i < (row + 1) * positions; i++) {
        dx[i] = even + steep * (x[i] - y[row]);
      }
    }
  }
}
