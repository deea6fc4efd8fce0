package io.sensorium.model.network;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Units one after another inside another unit, whose parameters stand one after another too. What
 * comes out of each is not kept from the way forth to the way back: it is computed again.
 */
record Chain(List<Unit> units) {
  Chain {
    units = List.copyOf(units);
    if (units.isEmpty()) {
      throw new IllegalArgumentException("expected at least one unit, found none");
    }
    for (int i = 1; i < units.size(); i++) {
      if (units.get(i - 1).outputs() != units.get(i).inputs()) {
        throw new IllegalArgumentException(
            "%s gives %d values, but %s takes %d"
                .formatted(
                    units.get(i - 1),
                    units.get(i - 1).outputs(),
                    units.get(i),
                    units.get(i).inputs()));
      }
    }
  }

  int inputs() {
    return units.get(0).inputs();
  }

  int outputs() {
    return units.get(units.size() - 1).outputs();
  }

  int parameters() {
    return units.stream().mapToInt(Unit::parameters).sum();
  }

  int scratch(int batch) {
    return units.stream().mapToInt(u -> u.scratch(batch)).max().orElse(0);
  }

  void initialise(float[] parameters, int at, RandomGenerator random) {
    int place = at;
    for (Unit unit : units) {
      unit.initialise(parameters, place, random);
      place += unit.parameters();
    }
  }

  /** What goes into each unit, and at the end what comes out of the last. */
  List<float[]> values(float[] parameters, int at, float[] x, int batch, float[] scratch) {
    List<float[]> values = new ArrayList<>();
    values.add(x);
    int place = at;
    for (Unit unit : units) {
      float[] y = new float[unit.outputs() * batch];
      unit.forward(parameters, place, values.get(values.size() - 1), y, batch, scratch);
      values.add(y);
      place += unit.parameters();
    }
    return values;
  }

  /**
   * Adds to the gradients and fills {@code dx}, which is empty where nobody needs it.
   *
   * @param values as {@link #values} gave them
   */
  void backward(
      float[] parameters,
      int at,
      List<float[]> values,
      float[] dy,
      float[] dx,
      float[] gradients,
      int batch,
      float[] scratch) {
    int place = at + parameters();
    float[] above = dy;
    for (int i = units.size() - 1; i >= 0; i--) {
      Unit unit = units.get(i);
      place -= unit.parameters();
      float[] below = i == 0 ? dx : new float[unit.inputs() * batch];
      unit.backward(
          parameters,
          place,
          values.get(i),
          values.get(i + 1),
          above,
          below,
          gradients,
          batch,
          scratch);
      above = below;
    }
  }
}
