package io.sensorium.model.network;

/** Makes each position of each channel a channel of its own. */
public record Flatten(int channels, int positions) implements Unit {
  @Override
  public int inputs() {
    return channels * positions;
  }

  @Override
  public int outputs() {
    return channels * positions;
  }

  @Override
  public void forward(
      float[] parameters, int at, float[] x, float[] y, int batch, float[] scratch) {
    for (int c = 0; c < channels; c++) {
      for (int example = 0; example < batch; example++) {
        for (int p = 0; p < positions; p++) {
          y[(c * positions + p) * batch + example] = x[(c * batch + example) * positions + p];
        }
      }
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
    if (dx.length == 0) {
      return;
    }
    for (int c = 0; c < channels; c++) {
      for (int example = 0; example < batch; example++) {
        for (int p = 0; p < positions; p++) {
          dx[(c * batch + example) * positions + p] = dy[(c * positions + p) * batch + example];
        }
      }
    }
  }
}
