package io.sensorium.model.distil;

import io.sensorium.model.network.learning.Examples;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A part of the material as a network reads it, as it is. Fewer samples than a step takes come
 * round again.
 *
 * @param places of its samples
 * @param size how many examples it counts as
 */
record Part(Material material, List<Integer> places, int size) implements Examples {
  Part {
    places = List.copyOf(places);
  }

  @Override
  public int target(int index) {
    return material.targets().get(places.get(index % places.size()));
  }

  @Override
  public int channels() {
    return material.shape().channels();
  }

  @Override
  public void write(int index, RandomGenerator random, float[] input) {
    float[] row = material.rows().get(places.get(index % places.size()));
    System.arraycopy(row, 0, input, 0, row.length);
  }
}
