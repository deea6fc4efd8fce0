package io.sensorium.model.network;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Weighs each channel by what all of them are on average (Hu, Shen and Sun, "Squeeze-and-Excitation
 * Networks", 2018). Its parameters are those of two dense layers.
 *
 * @param positions of each channel
 * @param reduced values between the two layers
 */
public record SqueezeExcite(int channels, int positions, int reduced) implements Unit {
  @Override
  public int inputs() {
    return channels * positions;
  }

  @Override
  public int outputs() {
    return channels * positions;
  }

  /** The layer from channels to fewer values; its parameters stand first. */
  public Dense first() {
    return new Dense(channels, reduced);
  }

  /** The layer from these to a score for each channel. */
  public Dense second() {
    return new Dense(reduced, channels);
  }

  @Override
  public int parameters() {
    return first().parameters() + second().parameters();
  }

  @Override
  public void initialise(float[] parameters, int at, RandomGenerator random) {
    layers().initialise(parameters, at, random);
  }

  @Override
  public void forward(
      float[] parameters, int at, float[] x, float[] y, int batch, float[] scratch) {
    List<float[]> values = layers().values(parameters, at, means(x, batch), batch, scratch);
    float[] scores = values.get(values.size() - 1);
    for (int row = 0; row < channels * batch; row++) {
      float weight = sigmoid(scores[row]);
      for (int i = row * positions; i < (row + 1) * positions; i++) {
        y[i] = weight * x[i];
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
    List<float[]> values = layers().values(parameters, at, means(x, batch), batch, scratch);
    float[] scores = values.get(values.size() - 1);
    float[] slopes = new float[channels * batch];
    for (int row = 0; row < slopes.length; row++) {
      float sum = 0;
      for (int i = row * positions; i < (row + 1) * positions; i++) {
        sum += dy[i] * x[i];
      }
      float weight = sigmoid(scores[row]);
      slopes[row] = sum * weight * (1 - weight);
    }
    float[] means = new float[dx.length == 0 ? 0 : channels * batch];
    layers().backward(parameters, at, values, slopes, means, gradients, batch, scratch);
    for (int row = 0; row < means.length; row++) {
      float weight = sigmoid(scores[row]);
      for (int i = row * positions; i < (row + 1) * positions; i++) {
        dx[i] = weight * dy[i] + means[row] / positions;
      }
    }
  }

  private Chain layers() {
    return new Chain(List.of(first(), new Rectifier(reduced), second()));
  }

  private float[] means(float[] x, int batch) {
    float[] means = new float[channels * batch];
    for (int row = 0; row < means.length; row++) {
      float sum = 0;
      for (int i = row * positions; i < (row + 1) * positions; i++) {
        sum += x[i];
      }
      means[row] = sum / positions;
    }
    return means;
  }

  private static float sigmoid(float x) {
    return (float) (1 / (1 + StrictMath.exp(-x)));
  }
}
