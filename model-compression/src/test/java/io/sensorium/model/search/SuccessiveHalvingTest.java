package io.sensorium.model.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.model.family.Blueprint;
import io.sensorium.model.family.Family;
import io.sensorium.model.network.learning.Marks;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuccessiveHalvingTest {
  @Test
  void theBetterHalfGoesOnForTwiceAsLong() throws Exception {
    List<String> tried = new ArrayList<>();
    double[] losses = {5, 1, 4, 2, 3};

    List<List<Marks>> rounds =
        new SuccessiveHalving(2, 6)
            .run(
                losses.length,
                (candidate, epochs, round) -> {
                  tried.add(round + ":" + candidate + "x" + epochs);
                  // The one that was second at first is the best of all once it has time.
                  double loss = candidate == 3 && epochs > 2 ? 0.5 : losses[candidate];
                  return new Marks(loss, 0.5);
                });

    assertThat(tried)
        .containsExactly(
            "1:0x2", "1:1x2", "1:2x2", "1:3x2", "1:4x2", "2:1x4", "2:3x4", "2:4x4", "3:3x6",
            "3:1x6");
    assertThat(SuccessiveHalving.winner(rounds)).isEqualTo(3);
  }

  @Test
  void aSingleOneIsTriedOnce() throws Exception {
    List<List<Marks>> rounds =
        new SuccessiveHalving(2, 6).run(1, (candidate, epochs, round) -> new Marks(epochs, 1));

    assertThat(rounds).containsExactly(List.of(new Marks(2, 1)));
    assertThat(SuccessiveHalving.winner(rounds)).isZero();
  }

  @Test
  void theFrontIsWhatNoOtherBeats() {
    Candidate fast = candidate(8, 10, 0.7);
    Candidate beaten = candidate(16, 12, 0.7);
    Candidate good = candidate(32, 20, 0.9);
    Candidate slow = new Candidate(new Blueprint(Family.PLAIN, 64, 1), 4, 90, false, List.of());
    List<Candidate> all = List.of(fast, beaten, good, slow);

    assertThat(all).filteredOn(c -> c.onFront(all)).containsExactly(fast, good);
    List<String> lines =
        new Found(all, good.blueprint(), 50, new SuccessiveHalving(2, 6), "accuracy").lines();
    assertThat(lines)
        .contains(
            "| plain-32x1 | 4 | 20 | 90.0 | front **chosen** |",
            "| plain-16x1 | 4 | 12 | 70.0 |  |",
            "| plain-64x1 | 4 | 90 |  | over the budget, not trained |");
  }

  private static Candidate candidate(int width, double micros, double accuracy) {
    return new Candidate(
        new Blueprint(Family.PLAIN, width, 1),
        4,
        micros,
        true,
        List.of(new Marks(1 - accuracy, accuracy)));
  }
}
