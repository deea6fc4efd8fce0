package io.sensorium.model.supervised.digit;

import io.sensorium.model.network.learning.Split;
import io.sensorium.model.supervised.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which recordings are held out. The dataset's own rule, where it can be kept: those of index 0 to
 * 4 are the test. Where only some indices are there, each is held out once, and the figure is of
 * all of these tests together. Of what is not held out about one in ten says when to stop.
 *
 * @param folds tests by recording
 * @param bySpeaker every speaker held out once
 * @param shipped what the model itself learns from
 * @param inWords the rule that was kept
 */
record DigitProtocol(List<Split> folds, List<Split> bySpeaker, Split shipped, String inWords) {
  private static final int FIRST_OF_TRAINING = 5;
  private static final double VALIDATION = 0.1;

  static DigitProtocol of(Samples<Utterance> samples, long seed) {
    List<Integer> indices = distinct(samples, Utterance::index);
    List<Split> bySpeaker = eachOnce(samples, Utterance::speaker, seed);
    boolean ownRule =
        indices.get(0) < FIRST_OF_TRAINING && indices.get(indices.size() - 1) >= FIRST_OF_TRAINING;
    if (ownRule) {
      Split split = holding(samples, u -> u.index() < FIRST_OF_TRAINING, seed);
      return new DigitProtocol(
          List.of(split), bySpeaker, split, "the dataset's own test: recordings of index 0 to 4");
    }
    String words =
        "only recordings of index %s, so that each index is held out once".formatted(indices);
    return new DigitProtocol(
        eachOnce(samples, Utterance::index, seed),
        bySpeaker,
        holding(samples, u -> false, seed),
        words);
  }

  /** A fold for each value, which is the test. */
  private static <K extends Comparable<K>> List<Split> eachOnce(
      Samples<Utterance> samples, Function<Utterance, K> of, long seed) {
    return distinct(samples, of).stream()
        .map(key -> holding(samples, u -> of.apply(u).equals(key), seed))
        .toList();
  }

  private static <K extends Comparable<K>> List<K> distinct(
      Samples<Utterance> samples, Function<Utterance, K> of) {
    return List.copyOf(new TreeSet<>(samples.items().stream().map(of).toList()));
  }

  private static Split holding(Samples<Utterance> samples, Predicate<Utterance> test, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Integer> training = new ArrayList<>();
    List<Integer> validation = new ArrayList<>();
    List<Integer> held = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      boolean stops = (random.nextLong() >>> 11) * 0x1.0p-53 < VALIDATION;
      if (test.test(samples.items().get(i))) {
        held.add(i);
      } else {
        (stops ? validation : training).add(i);
      }
    }
    return new Split(training, validation, held);
  }
}
