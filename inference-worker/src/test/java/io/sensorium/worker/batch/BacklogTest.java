package io.sensorium.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BacklogTest {
  private final Backlog<String> backlog = new Backlog<>();

  @Test
  void theHighestLevelGoesFirstAndWithinOneWhoCameFirst() {
    backlog.add("a", 0);
    backlog.add("b", 2);
    backlog.add("c", -1);
    backlog.add("d", 2);
    backlog.add("e", 0);

    assertThat(drained()).containsExactly("b", "d", "a", "e", "c");
    assertThat(backlog.poll()).isNull();
    assertThat(backlog.size()).isZero();
  }

  @Test
  void theLowestLevelGivesWayFirst() {
    backlog.add("a", 1);
    backlog.add("b", 0);
    backlog.add("c", 0);
    backlog.add("d", 0);
    backlog.add("e", 1);

    assertThat(backlog.pollOldestOfLowest()).isEqualTo("b");
    assertThat(backlog.pollNewestOfLowest()).isEqualTo("d");
    assertThat(backlog.pollOldestOfLowest()).isEqualTo("c");
    assertThat(backlog.pollNewestOfLowest()).isEqualTo("e");
    assertThat(backlog.pollNewestOfLowest()).isEqualTo("a");
    assertThat(backlog.pollOldestOfLowest()).isNull();
    assertThat(backlog.pollNewestOfLowest()).isNull();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whoHasOneLevelKeepsItsOrderWhateverComesAndGoes(long seed) {
    // given: 20 sites, each on a level of its own choice
    SplittableRandom random = new SplittableRandom(seed);
    Backlog<int[]> sites = new Backlog<>();
    int[] next = new int[20];
    Map<Integer, Integer> last = new HashMap<>();

    for (int i = 0; i < 5_000; i++) {
      // when
      if (random.nextInt(3) > 0) {
        int site = random.nextInt(20);
        sites.add(new int[] {site, next[site]++}, site % 4);
      } else {
        int[] item = random.nextInt(10) == 0 ? sites.pollOldestOfLowest() : sites.poll();

        // then
        if (item != null) {
          assertThat(item[1]).as("seed %d", seed).isGreaterThan(last.getOrDefault(item[0], -1));
          last.put(item[0], item[1]);
        }
      }
    }
  }

  private List<String> drained() {
    List<String> drained = new ArrayList<>();
    for (String next = backlog.poll(); next != null; next = backlog.poll()) {
      drained.add(next);
    }
    return drained;
  }
}
