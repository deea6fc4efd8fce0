package io.sensorium.model.transfer;

import io.sensorium.model.evaluate.metric.Share;
import io.sensorium.model.labelled.SampleException;
import io.sensorium.model.network.learning.Shuffle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Embeddings for training, for when to stop, and for the figures; each class in the same shares.
 */
public record TransferSplit(Embeddings training, Embeddings validation, Embeddings test) {
  private static final int ONE_IN = 5;

  /**
   * Draws parts: of each class one in five for validation, and as many for the test if there is to
   * be one, at least one each.
   *
   * @throws SampleException if a class has too few samples for that
   */
  public static TransferSplit drawn(Embeddings all, boolean testing, long seed) {
    Map<Integer, List<Integer>> classes = new TreeMap<>();
    for (int i = 0; i < all.targets().size(); i++) {
      classes.computeIfAbsent(all.targets().get(i), c -> new ArrayList<>()).add(i);
    }
    List<List<Integer>> parts = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    SplittableRandom random = new SplittableRandom(seed);
    classes.forEach(
        (target, places) -> {
          int share = Math.max(1, places.size() / ONE_IN);
          int held = testing ? 2 * share : share;
          if (places.size() <= held) {
            throw new SampleException(
                "--labelled",
                "at least " + (held + 1) + " samples of each class",
                places.size() + " of one",
                "Add samples" + (testing ? ", or give others with --test" : ""));
          }
          Shuffle.of(places, random);
          for (int i = 0; i < places.size(); i++) {
            parts.get(i < share ? 1 : i < held ? 2 : 0).add(places.get(i));
          }
        });
    return new TransferSplit(
        all.part(parts.get(0)), all.part(parts.get(1)), all.part(parts.get(2)));
  }

  /** The same with another test. */
  public TransferSplit testedOn(Embeddings exam) {
    return new TransferSplit(training, validation, exam);
  }

  /** How often the commonest class of the training part is right in the test. */
  public Share majority() {
    Map<Integer, Integer> counts = new HashMap<>();
    training.targets().forEach(t -> counts.merge(t, 1, Integer::sum));
    int commonest =
        counts.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse(0);
    int right = (int) test.targets().stream().filter(t -> t == commonest).count();
    return new Share(right, test.targets().size());
  }
}
