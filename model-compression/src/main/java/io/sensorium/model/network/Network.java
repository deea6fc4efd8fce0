package io.sensorium.model.network;

import java.util.List;
import java.util.random.RandomGenerator;

/** Units one after another, and their parameters. The parameters change in training only. */
public final class Network {
  private final List<Unit> units;
  private final int[] offsets;
  private final float[] parameters;

  /**
   * @throws IllegalArgumentException if what comes out of a unit does not fit the next
   */
  public Network(List<Unit> units, RandomGenerator random) {
    this.units = List.copyOf(units);
    this.offsets = new int[units.size()];
    int count = 0;
    for (int i = 0; i < offsets.length; i++) {
      if (i > 0 && units.get(i - 1).outputs() != units.get(i).inputs()) {
        throw new IllegalArgumentException(
            "%s gives %d values, but %s takes %d"
                .formatted(
                    units.get(i - 1),
                    units.get(i - 1).outputs(),
                    units.get(i),
                    units.get(i).inputs()));
      }
      offsets[i] = count;
      count += units.get(i).parameters();
    }
    this.parameters = new float[count];
    for (int i = 0; i < offsets.length; i++) {
      units.get(i).initialise(parameters, offsets[i], random);
    }
  }

  public List<Unit> units() {
    return units;
  }

  /** Where a unit's parameters begin. */
  public int offset(int unit) {
    return offsets[unit];
  }

  /** All parameters; not a copy. */
  public float[] parameters() {
    return parameters;
  }

  public int inputs() {
    return units.get(0).inputs();
  }

  public int outputs() {
    return units.get(units.size() - 1).outputs();
  }

  /** Room for passes of batches of a fixed size; one thread at a time. */
  public Pass pass(int batch) {
    return new Pass(this, batch);
  }
}
