package io.sensorium.model.study;

import io.sensorium.model.network.learning.Examples;
import io.sensorium.model.training.FusionExamples;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Scenes dealt out to simulated sites. */
final class Sites {
  private static final int SHARDS_EACH = 2;

  private Sites() {}

  /** Every site gets the same mixture. */
  static List<Examples> alike(Embedded scenes, int sites) {
    List<List<Integer>> dealt = new ArrayList<>();
    for (int site = 0; site < sites; site++) {
      int first = site;
      dealt.add(
          IntStream.range(0, scenes.labels().size())
              .filter(i -> i % sites == first)
              .boxed()
              .toList());
    }
    return dealt.stream().map(own -> examples(scenes, own)).toList();
  }

  /**
   * Every site knows a few labels only: scenes in the order of their labels are cut into two shards
   * for each site, which are drawn (McMahan et al., 2017).
   */
  static List<Examples> different(Embedded scenes, int sites, long seed) {
    List<Integer> byLabel =
        IntStream.range(0, scenes.labels().size())
            .boxed()
            .sorted(Comparator.comparing(scenes.labels()::get))
            .toList();
    List<Integer> shards = new ArrayList<>();
    IntStream.range(0, sites * SHARDS_EACH).forEach(shards::add);
    SplittableRandom random = new SplittableRandom(seed);
    int length = byLabel.size() / shards.size();
    List<Examples> dealt = new ArrayList<>();
    for (int site = 0; site < sites; site++) {
      List<Integer> own = new ArrayList<>();
      for (int i = 0; i < SHARDS_EACH; i++) {
        int shard = shards.remove(random.nextInt(shards.size()));
        own.addAll(byLabel.subList(shard * length, (shard + 1) * length));
      }
      dealt.add(examples(scenes, own));
    }
    return dealt;
  }

  private static Examples examples(Embedded scenes, List<Integer> own) {
    return new FusionExamples(
        own.stream().map(scenes.moments()::get).toList(),
        own.stream().map(scenes.labels()::get).toList(),
        List.of(true, true, true),
        true);
  }
}
