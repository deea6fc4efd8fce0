package io.sensorium.model.supervised.sound;

import io.sensorium.model.labelled.SampleException;
import io.sensorium.model.network.learning.Split;
import io.sensorium.model.supervised.Samples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Cross-validation by source: as many folds as the rarest class has sources, five at most; each
 * source is tested once, by a network that learned from none of its clips.
 */
final class SourceFolds {
  private static final int MOST = 5;

  private SourceFolds() {}

  /**
   * Deals the sources of each class out in their order; one that is in several classes is in one
   * fold.
   *
   * @param data what to name where a class has one source only
   */
  static List<Split> of(Samples<HeardClip> samples, Path data) {
    List<Set<String>> sources = new ArrayList<>();
    samples.labels().forEach(label -> sources.add(new HashSet<>()));
    for (int i = 0; i < samples.size(); i++) {
      sources.get(samples.targets().get(i)).add(samples.items().get(i).source());
    }
    int folds = sources.stream().mapToInt(Set::size).min().orElse(0);
    if (folds < 2) {
      throw new SampleException(
          data,
          "at least two sources of every class, one to learn from and one to test",
          folds + " of a class",
          "Add clips of other recordings");
    }
    return folds(samples, Math.min(MOST, folds));
  }

  private static List<Split> folds(Samples<HeardClip> samples, int count) {
    Map<String, Integer> folds = new HashMap<>();
    int[] dealt = new int[samples.labels().size()];
    List<Split> splits = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      String source = samples.items().get(i).source();
      if (!folds.containsKey(source)) {
        folds.put(source, dealt[samples.targets().get(i)]++ % count);
      }
    }
    for (int fold = 0; fold < count; fold++) {
      List<Integer> training = new ArrayList<>();
      List<Integer> test = new ArrayList<>();
      for (int i = 0; i < samples.size(); i++) {
        boolean held = folds.getOrDefault(samples.items().get(i).source(), 0) == fold;
        (held ? test : training).add(i);
      }
      splits.add(new Split(training, List.of(), test));
    }
    return splits;
  }
}
