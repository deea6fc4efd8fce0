package io.sensorium.model.network;

import io.sensorium.model.formula.Formula;
import java.util.random.RandomGenerator;

/** A unit that is a formula: example by example, for networks whose layers are no plain chain. */
public record Formed(Formula formula) implements Unit {
  @Override
  public int inputs() {
    return formula.inputs();
  }

  @Override
  public int outputs() {
    return formula.result().size();
  }

  @Override
  public int parameters() {
    return formula.parameters();
  }

  @Override
  public void initialise(float[] parameters, int at, RandomGenerator random) {
    formula.initialise(parameters, at, random);
  }

  @Override
  public void forward(
      float[] parameters, int at, float[] x, float[] y, int batch, float[] scratch) {
    float[] example = new float[inputs()];
    float[] values = new float[formula.size()];
    for (int e = 0; e < batch; e++) {
      gather(x, batch, e, example);
      formula.forward(parameters, at, example, values);
      for (int o = 0; o < outputs(); o++) {
        y[o * batch + e] = values[formula.result().at() + o];
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
    float[] example = new float[inputs()];
    float[] values = new float[formula.size()];
    float[] slopes = new float[formula.size()];
    float[] loss = new float[outputs()];
    for (int e = 0; e < batch; e++) {
      gather(x, batch, e, example);
      gather(dy, batch, e, loss);
      formula.forward(parameters, at, example, values);
      formula.backward(at, values, loss, slopes, gradients);
      if (dx.length > 0) {
        formula.inputs(slopes, example);
        for (int i = 0; i < example.length; i++) {
          dx[i * batch + e] = example[i];
        }
      }
    }
  }

  private static void gather(float[] from, int batch, int example, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] = from[i * batch + example];
    }
  }
}
