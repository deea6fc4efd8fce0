package io.sensorium.model.network;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The mean of the vectors of a text's words. What goes in are word ids, as floats; id {@value
 * #PADDING} is no word. Its parameters are the vectors [word][dimension].
 *
 * @param words size of the vocabulary
 * @param length ids of one text
 * @param dimensions of a vector
 */
public record WordMean(int words, int length, int dimensions) implements Unit {
  /** The id that stands for nothing. */
  public static final int PADDING = 0;

  private static final double DEVIATION = 0.3;

  @Override
  public int inputs() {
    return length;
  }

  @Override
  public int outputs() {
    return dimensions;
  }

  @Override
  public int parameters() {
    return words * dimensions;
  }

  @Override
  public void initialise(float[] parameters, int at, RandomGenerator random) {
    Gaussian.fill(parameters, at, parameters(), DEVIATION, random);
    Arrays.fill(parameters, at, at + dimensions, 0f);
  }

  @Override
  public void forward(
      float[] parameters, int at, float[] x, float[] y, int batch, float[] scratch) {
    Arrays.fill(y, 0, dimensions * batch, 0f);
    for (int example = 0; example < batch; example++) {
      float share = share(x, length, batch, example);
      for (int i = 0; i < length; i++) {
        int id = (int) x[i * batch + example];
        for (int d = 0; d < dimensions && id != PADDING; d++) {
          y[d * batch + example] += share * parameters[at + id * dimensions + d];
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
    for (int example = 0; example < batch; example++) {
      float share = share(x, length, batch, example);
      for (int i = 0; i < length; i++) {
        int id = (int) x[i * batch + example];
        for (int d = 0; d < dimensions && id != PADDING; d++) {
          gradients[at + id * dimensions + d] += share * dy[d * batch + example];
        }
      }
    }
  }

  /** 1 over the number of an example's words. */
  static float share(float[] x, int length, int batch, int example) {
    int count = 0;
    for (int i = 0; i < length; i++) {
      count += x[i * batch + example] == PADDING ? 0 : 1;
    }
    return 1f / Math.max(1, count);
  }
}
