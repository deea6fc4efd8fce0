package io.sensorium.model.network;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A convolution of each channel by itself, with a square odd kernel, zero padding of half of it and
 * a bias: what makes separable convolutions cheap (Sifre, 2014; Howard et al., "MobileNets", 2017).
 * Its parameters are the weights [channel][kernel row][kernel column], then the biases.
 *
 * @param height input rows
 * @param width input columns
 * @param stride rows and columns from one place of the kernel to the next
 */
public record Depthwise(int channels, int height, int width, int kernel, int stride)
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
    return channels * outputHeight() * outputWidth();
  }

  @Override
  public int parameters() {
    return (taps() + 1) * channels;
  }

  @Override
  public void initialise(float[] parameters, int at, RandomGenerator random) {
    Gaussian.fill(parameters, at, taps() * channels, Math.sqrt(2.0 / taps()), random);
  }

  @Override
  public void forward(
      float[] parameters, int at, float[] x, float[] y, int batch, float[] scratch) {
    int places = outputHeight() * outputWidth();
    for (int c = 0; c < channels; c++) {
      int from = c * batch * places;
      Arrays.fill(y, from, from + batch * places, parameters[at + taps() * channels + c]);
      for (int tap = 0; tap < taps(); tap++) {
        float weight = parameters[at + c * taps() + tap];
        int shift = tap % kernel - kernel / 2;
        for (int line = 0; line < batch * outputHeight(); line++) {
          int row = inputRow(line, tap);
          if (row >= 0) {
            int source = (c * batch * height + row) * width + shift;
            int target = from + line * outputWidth();
            int i = first(shift);
            add(weight, x, source + i * stride, stride, y, target + i, 1, last(shift) - i);
          }
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
    if (dx.length > 0) {
      Arrays.fill(dx, 0, inputs() * batch, 0f);
    }
    int places = outputHeight() * outputWidth();
    for (int c = 0; c < channels; c++) {
      int from = c * batch * places;
      float bias = 0;
      for (int i = from; i < from + batch * places; i++) {
        bias += dy[i];
      }
      gradients[at + taps() * channels + c] += bias;
      for (int tap = 0; tap < taps(); tap++) {
        gradients[at + c * taps() + tap] += slope(x, dy, c, tap, batch);
        if (dx.length > 0) {
          spread(parameters[at + c * taps() + tap], dy, dx, c, tap, batch);
        }
      }
    }
  }

  /** The slope by one weight. */
  private float slope(float[] x, float[] dy, int c, int tap, int batch) {
    int shift = tap % kernel - kernel / 2;
    float sum = 0;
    for (int line = 0; line < batch * outputHeight(); line++) {
      int row = inputRow(line, tap);
      if (row >= 0) {
        int source = (c * batch * height + row) * width + shift;
        int target = (c * batch * outputHeight() + line) * outputWidth();
        for (int i = first(shift); i < last(shift); i++) {
          sum += dy[target + i] * x[source + i * stride];
        }
      }
    }
    return sum;
  }

  /** Adds what one weight passes on. */
  private void spread(float weight, float[] dy, float[] dx, int c, int tap, int batch) {
    int shift = tap % kernel - kernel / 2;
    for (int line = 0; line < batch * outputHeight(); line++) {
      int row = inputRow(line, tap);
      if (row >= 0) {
        int source = (c * batch * height + row) * width + shift;
        int target = (c * batch * outputHeight() + line) * outputWidth();
        int i = first(shift);
        add(weight, dy, target + i, 1, dx, source + i * stride, stride, last(shift) - i);
      }
    }
  }

  /** Adds a number of values times a weight; without steps the compiler vectorises it. */
  private static void add(
      float weight, float[] from, int at, int step, float[] to, int target, int stride, int count) {
    if (step == 1 && stride == 1) {
      for (int i = 0; i < count; i++) {
        to[target + i] += weight * from[at + i];
      }
      return;
    }
    for (int i = 0; i < count; i++) {
      to[target + i * stride] += weight * from[at + i * step];
    }
  }

  private int taps() {
    return kernel * kernel;
  }

  /** The input row, counted over the batch, that a tap sees from an output row; -1 outside. */
  private int inputRow(int line, int tap) {
    int row = line % outputHeight() * stride + tap / kernel - kernel / 2;
    return row < 0 || row >= height ? -1 : line / outputHeight() * height + row;
  }

  /** The first output column that a tap sees a value from. */
  private int first(int shift) {
    return shift >= 0 ? 0 : (-shift + stride - 1) / stride;
  }

  /** The output column behind the last such one. */
  private int last(int shift) {
    return Math.min(outputWidth(), Math.floorDiv(width - 1 - shift, stride) + 1);
  }
}
