package io.sensorium.model.network;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A convolution with a square odd kernel, zero padding of half of it, and a bias. Its parameters
 * are the weights [input channel][kernel row][kernel column][output channel], then the biases.
 *
 * @param channels input channels
 * @param height input rows
 * @param width input columns
 * @param filters output channels
 * @param kernel rows and columns of the kernel
 * @param stride rows and columns from one place of the kernel to the next
 */
public record Convolution(int channels, int height, int width, int filters, int kernel, int stride)
    implements Unit {

  public int outputHeight() {
    return (height + 2 * (kernel / 2) - kernel) / stride + 1;
  }

  public int outputWidth() {
    return (width + 2 * (kernel / 2) - kernel) / stride + 1;
  }

  @Override
  public int inputs() {
    return channels * height * width;
  }

  @Override
  public int outputs() {
    return filters * outputHeight() * outputWidth();
  }

  @Override
  public int parameters() {
    return (taps() + 1) * filters;
  }

  @Override
  public void initialise(float[] parameters, int at, RandomGenerator random) {
    Gaussian.fill(parameters, at, taps() * filters, Math.sqrt(2.0 / taps()), random);
  }

  @Override
  public int scratch(int batch) {
    return pointwise() ? 0 : 2 * taps() * batch * places();
  }

  @Override
  public void forward(
      float[] parameters, int at, float[] x, float[] y, int batch, float[] scratch) {
    int n = batch * places();
    float[] columns = columns(x, scratch, batch);
    for (int f = 0; f < filters; f++) {
      Arrays.fill(y, f * n, (f + 1) * n, parameters[at + taps() * filters + f]);
    }
    Matrices.addTransposed(parameters, at, columns, y, filters, n, taps());
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
    int n = batch * places();
    int taps = taps();
    Matrices.addOuter(columns(x, scratch, batch), dy, gradients, at, filters, n, taps);
    for (int f = 0; f < filters; f++) {
      float sum = 0;
      for (int i = f * n; i < (f + 1) * n; i++) {
        sum += dy[i];
      }
      gradients[at + taps * filters + f] += sum;
    }
    if (dx.length > 0 && pointwise()) {
      Arrays.fill(dx, 0, taps * n, 0f);
      Matrices.add(parameters, at, dy, dx, filters, n, taps);
    } else if (dx.length > 0) {
      Arrays.fill(scratch, 0, taps * n, 0f);
      Matrices.add(parameters, at, dy, scratch, filters, n, taps);
      fold(scratch, dx, batch);
    }
  }

  private int taps() {
    return channels * kernel * kernel;
  }

  private int places() {
    return outputHeight() * outputWidth();
  }

  /** Whether what is under the one tap is the input as it stands. */
  private boolean pointwise() {
    return kernel == 1 && stride == 1;
  }

  private float[] columns(float[] x, float[] scratch, int batch) {
    if (pointwise()) {
      return x;
    }
    unfold(x, scratch, batch);
    return scratch;
  }

  /** Writes for each tap a row with the value under it at every place. */
  private void unfold(float[] x, float[] columns, int batch) {
    int at = 0;
    for (int tap = 0; tap < taps(); tap++) {
      for (int example = 0; example < batch; example++) {
        int plane = (tap / (kernel * kernel) * batch + example) * height * width;
        for (int row = 0; row < outputHeight(); row++) {
          int from = row * stride + tap / kernel % kernel - kernel / 2;
          int shift = tap % kernel - kernel / 2;
          for (int column = 0; column < outputWidth(); column++) {
            int to = column * stride + shift;
            boolean inside = from >= 0 && from < height && to >= 0 && to < width;
            columns[at++] = inside ? x[plane + from * width + to] : 0;
          }
        }
      }
    }
  }

  /** The transpose of {@link #unfold}. */
  private void fold(float[] columns, float[] dx, int batch) {
    Arrays.fill(dx, 0, batch * inputs(), 0f);
    int at = 0;
    for (int tap = 0; tap < taps(); tap++) {
      for (int example = 0; example < batch; example++) {
        int plane = (tap / (kernel * kernel) * batch + example) * height * width;
        for (int row = 0; row < outputHeight(); row++) {
          int from = row * stride + tap / kernel % kernel - kernel / 2;
          int shift = tap % kernel - kernel / 2;
          for (int column = 0; column < outputWidth(); column++, at++) {
            int to = column * stride + shift;
            if (from >= 0 && from < height && to >= 0 && to < width) {
              dx[plane + from * width + to] += columns[at];
            }
          }
        }
      }
    }
  }
}
