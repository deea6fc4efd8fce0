package io.sensorium.model.network;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The vectors of a text's words in their order, and behind them each place's share in a mean over
 * the words: 1 over their number, 0 where there is none. What goes in are word ids, as floats; id
 * {@link WordMean#PADDING} is no word and has zeros for a vector. Its parameters are the vectors
 * [word][dimension]; what comes out has no positions: [place][dimension], then [place].
 *
 * @param words size of the vocabulary
 * @param length ids of one text
 * @param dimensions of a vector
 */
public record WordSequence(int words, int length, int dimensions) implements Unit {
  private static final double DEVIATION = 0.3;

  @Override
  public int inputs() {
    return length;
  }

  @Override
  public int outputs() {
    return length * dimensions + length;
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
    Arrays.fill(y, 0, outputs() * batch, 0f);
    for (int example = 0; example < batch; example++) {
      float share = WordMean.share(x, length, batch, example);
      for (int i = 0; i < length; i++) {
        int id = (int) x[i * batch + example];
        if (id != WordMean.PADDING) {
          for (int d = 0; d < dimensions; d++) {
            y[(i * dimensions + d) * batch + example] = parameters[at + id * dimensions + d];
          }
          y[(length * dimensions + i) * batch + example] = share;
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
      for (int i = 0; i < length; i++) {
        int id = (int) x[i * batch + example];
        for (int d = 0; d < dimensions && id != WordMean.PADDING; d++) {
          gradients[at + id * dimensions + d] += dy[(i * dimensions + d) * batch + example];
        }
      }
    }
  }
}
