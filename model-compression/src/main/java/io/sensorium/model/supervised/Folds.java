package io.sensorium.model.supervised;

import io.sensorium.model.network.learning.Shuffle;
import io.sensorium.model.network.learning.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Cross-validation: every sample is in the test of one fold, in the validation of another, and
 * learned from in all others. Classes are dealt out evenly.
 */
public final class Folds {
  private Folds() {}

  /**
   * Deals samples out by a seed.
   *
   * @param targets the class of each sample
   * @param count folds, at least 3
   */
  public static List<Split> of(List<Integer> targets, int count, long seed) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      order.add(i);
    }
    Shuffle.of(order, new SplittableRandom(seed));
    // A stable sort keeps the shuffled order within a class.
    order.sort((one, other) -> Integer.compare(targets.get(one), targets.get(other)));
    List<List<Integer>> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(new ArrayList<>());
    }
    for (int i = 0; i < order.size(); i++) {
      parts.get(i % count).add(order.get(i));
    }
    List<Split> folds = new ArrayList<>();
    for (int test = 0; test < count; test++) {
      int validation = (test + 1) % count;
      List<Integer> training = new ArrayList<>();
      for (int part = 0; part < count; part++) {
        if (part != test && part != validation) {
          training.addAll(parts.get(part));
        }
      }
      folds.add(new Split(training, parts.get(validation), parts.get(test)));
    }
    return folds;
  }
}
