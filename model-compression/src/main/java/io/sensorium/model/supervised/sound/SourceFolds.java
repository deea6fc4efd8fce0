package io.sensorium.model.supervised.sound;

import io.sensorium.model.labelled.SampleException;
import io.sensorium.model.network.learning.Split;
import io.sensorium.model.supervised.Samples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Cross-validation by source: as many folds as the rarest class has sources, five at most; each
 * source is tested once, by a network that learned from none of its clips.
 */
final class SourceFolds {
  private static final int MOST = 5;

  private SourceFolds() {}

  /**
   * Deals the sources of each class out in their order.
   *
   * @param data what to name where a class has one source only
   */
  static List<Split> of(Samples<HeardClip> samples, Path data) {
    List<Map<String, Integer>> sources = new ArrayList<>();
    samples.labels().forEach(label -> sources.add(new LinkedHashMap<>()));
    for (int i = 0; i < samples.size(); i++) {
      Map<String, Integer> known = sources.get(samples.targets().get(i));
      known.putIfAbsent(samples.items().get(i).source(), known.size());
    }
    int folds = sources.stream().mapToInt(Map::size).min().orElse(0);
    if (folds < 2) {
      throw new SampleException(
          data,
          "at least two sources of every class, one to learn from and one to test",
          folds + " of a class",
          "Add clips of other recordings");
    }
    return folds(samples, sources, Math.min(MOST, folds));
  }

  private static List<Split> folds(
      Samples<HeardClip> samples, List<Map<String, Integer>> sources, int count) {
    List<Split> folds = new ArrayList<>();
    for (int fold = 0; fold < count; fold++) {
      List<Integer> training = new ArrayList<>();
      List<Integer> test = new ArrayList<>();
      for (int i = 0; i < samples.size(); i++) {
        Map<String, Integer> known = sources.get(samples.targets().get(i));
        int place = known.getOrDefault(samples.items().get(i).source(), 0);
        (place % count == fold ? test : training).add(i);
      }
      folds.add(new Split(training, List.of(), test));
    }
    return folds;
  }
}
