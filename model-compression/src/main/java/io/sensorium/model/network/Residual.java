package io.sensorium.model.network;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What units make of a value, added to the value itself (He et al., "Deep Residual Learning for
 * Image Recognition", 2016). Where the shortcut is the value itself, the last unit of the body
 * starts at zero, so that the whole starts as its shortcut: that one rule of Fixup (Zhang, Dauphin
 * and Ma, "Fixup Initialization", 2019), without its scalar biases, its multipliers and its
 * rescaled first layers. Its parameters are the body's, then the shortcut's.
 *
 * @param body ends with a unit that has parameters
 * @param shortcut brings the value into the body's shape; empty where it has that already
 */
public record Residual(List<Unit> body, List<Unit> shortcut) implements Unit {
  /**
   * @throws IllegalArgumentException if body and shortcut do not fit
   */
  public Residual {
    Chain path = new Chain(body);
    body = path.units();
    shortcut = List.copyOf(shortcut);
    int in = shortcut.isEmpty() ? path.inputs() : new Chain(shortcut).inputs();
    int out = shortcut.isEmpty() ? path.inputs() : new Chain(shortcut).outputs();
    if (in != path.inputs() || out != path.outputs()) {
      throw new IllegalArgumentException(
          "expected a shortcut from %d to %d values, found one from %d to %d"
              .formatted(path.inputs(), path.outputs(), in, out));
    }
  }

  @Override
  public int inputs() {
    return path().inputs();
  }

  @Override
  public int outputs() {
    return path().outputs();
  }

  @Override
  public int parameters() {
    return path().parameters() + (shortcut.isEmpty() ? 0 : way().parameters());
  }

  @Override
  public void initialise(float[] parameters, int at, RandomGenerator random) {
    path().initialise(parameters, at, random);
    int end = at + path().parameters();
    if (shortcut.isEmpty()) {
      Arrays.fill(parameters, end - body.get(body.size() - 1).parameters(), end, 0f);
    } else {
      way().initialise(parameters, end, random);
    }
  }

  @Override
  public int scratch(int batch) {
    return Math.max(path().scratch(batch), shortcut.isEmpty() ? 0 : way().scratch(batch));
  }

  @Override
  public void forward(
      float[] parameters, int at, float[] x, float[] y, int batch, float[] scratch) {
    float[] added = last(path().values(parameters, at, x, batch, scratch));
    float[] kept = x;
    if (!shortcut.isEmpty()) {
      kept = last(way().values(parameters, at + path().parameters(), x, batch, scratch));
    }
    for (int i = 0; i < outputs() * batch; i++) {
      y[i] = kept[i] + added[i];
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
    List<float[]> values = path().values(parameters, at, x, batch, scratch);
    path().backward(parameters, at, values, dy, dx, gradients, batch, scratch);
    float[] beside = dy;
    if (!shortcut.isEmpty()) {
      int from = at + path().parameters();
      beside = new float[dx.length];
      List<float[]> ways = way().values(parameters, from, x, batch, scratch);
      way().backward(parameters, from, ways, dy, beside, gradients, batch, scratch);
    }
    for (int i = 0; dx.length > 0 && i < inputs() * batch; i++) {
      dx[i] += beside[i];
    }
  }

  private Chain path() {
    return new Chain(body);
  }

  private Chain way() {
    return new Chain(shortcut);
  }

  private static float[] last(List<float[]> values) {
    return values.get(values.size() - 1);
  }
}
