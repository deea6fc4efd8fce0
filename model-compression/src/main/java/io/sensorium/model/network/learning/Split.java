package io.sensorium.model.network.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Which samples are for what; every sample is in one part.
 *
 * @param training what the network learns from
 * @param validation what says when to stop
 * @param test what the figures are of; nothing is decided by it
 */
public record Split(List<Integer> training, List<Integer> validation, List<Integer> test) {
  public Split {
    training = List.copyOf(training);
    validation = List.copyOf(validation);
    test = List.copyOf(test);
  }

  /**
   * Draws parts by a seed.
   *
   * @param validationPercent of all samples
   * @param testPercent of all samples
   */
  public static Split drawn(int samples, int validationPercent, int testPercent, long seed) {
    int[] order = Shuffle.order(samples, new SplittableRandom(seed));
    int test = samples * testPercent / 100;
    int validation = samples * validationPercent / 100;
    List<List<Integer>> parts = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < samples; i++) {
      parts.get(i < test ? 2 : i < test + validation ? 1 : 0).add(order[i]);
    }
    return new Split(parts.get(0), parts.get(1), parts.get(2));
  }
}
