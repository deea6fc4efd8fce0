package io.sensorium.bench.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class VerdictTest {
  private final float[] one = {0.9f, 0.1f};
  private final float[] other = {0.2f, 0.8f};
  private final Verdict.Judge judge = new Verdict.Judge(4, List.of(one, other), 1e-3);

  @Test
  void every_event_with_the_scores_of_its_own_payload_is_right() {
    judge.take("0", one);
    judge.take("3", other);
    judge.take("1", new float[] {0.2004f, 0.7996f});
    judge.take("2", one);

    assertThat(judge.verdict()).isEqualTo(new Verdict(4, 0, 0, 0));
    assertThat(judge.verdict().clean()).isTrue();
  }

  @Test
  void a_neighbours_scores_are_wrong_and_so_is_an_event_that_is_none() {
    judge.take("0", other);
    judge.take("4", one);

    assertThat(judge.verdict()).isEqualTo(new Verdict(0, 2, 3, 0));
  }

  @Test
  void what_comes_again_counts_as_twice_and_what_does_not_come_as_lost() {
    judge.take("0", one);
    judge.take("0", one);

    assertThat(judge.verdict()).isEqualTo(new Verdict(1, 0, 3, 1));
    assertThat(judge.verdict().clean()).isFalse();
  }
}
