package io.sensorium.model.network;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A full connection with a bias. Its parameters are the weights [input][output], then the biases.
 *
 * @param fromZero whether the weights start at zero, as those of Fixup's classifier (Zhang, Dauphin
 *     and Ma, 2019), rather than drawn; for a layer of scores alone: two of them in a row never
 *     learn
 */
public record Dense(int inputs, int outputs, boolean fromZero) implements Unit {
  /** One whose weights are drawn. */
  public Dense(int inputs, int outputs) {
    this(inputs, outputs, false);
  }

  @Override
  public int parameters() {
    return (inputs + 1) * outputs;
  }

  @Override
  public void initialise(float[] parameters, int at, RandomGenerator random) {
    if (!fromZero) {
      Gaussian.fill(parameters, at, inputs * outputs, Math.sqrt(2.0 / inputs), random);
    }
  }

  @Override
  public void forward(
      float[] parameters, int at, float[] x, float[] y, int batch, float[] scratch) {
    for (int o = 0; o < outputs; o++) {
      Arrays.fill(y, o * batch, (o + 1) * batch, parameters[at + inputs * outputs + o]);
    }
    Matrices.addTransposed(parameters, at, x, y, outputs, batch, inputs);
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
    Matrices.addOuter(x, dy, gradients, at, outputs, batch, inputs);
    for (int o = 0; o < outputs; o++) {
      float sum = 0;
      for (int i = o * batch; i < (o + 1) * batch; i++) {
        sum += dy[i];
      }
      gradients[at + inputs * outputs + o] += sum;
    }
    if (dx.length > 0) {
      Arrays.fill(dx, 0, inputs * batch, 0f);
      Matrices.add(parameters, at, dy, dx, outputs, batch, inputs);
    }
  }
}
