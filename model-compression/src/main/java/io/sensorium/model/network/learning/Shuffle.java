package io.sensorium.model.network.learning;

import java.util.List;
import java.util.SplittableRandom;

/** Orders by chance (Fisher and Yates, 1938), by a fixed recipe, the same on every Java version. */
public final class Shuffle {
  private Shuffle() {}

  /** The numbers from 0 to one less than a size, in some order. */
  public static int[] order(int size, SplittableRandom random) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int j = below(i + 1, random);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /** Brings a list into another order, from its end on. */
  public static void of(List<Integer> places, SplittableRandom random) {
    for (int i = places.size() - 1; i > 0; i--) {
      int j = below(i + 1, random);
      places.set(j, places.set(i, places.get(j)));
    }
  }

  private static int below(int bound, SplittableRandom random) {
    return (int) Math.floorMod(random.nextLong(), (long) bound);
  }
}
