package io.sensorium.bench.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sensorium.bench.contender.Usage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RoundTest {
  /** At 1,000 ms, 100 of 1,000 events had been taken; 1.8 s of processor time since. */
  private static final Usage USAGE = new Usage(1_000, 100, 1_000, 1_900, 1_800_000_000, 1, 2, 3);

  @Test
  void what_the_first_look_found_taken_does_not_count() {
    Round round = Round.of(2_000, USAGE, 900_000_000, 5, 6, null);

    assertThat(round.eventsPerSecond()).isEqualTo(900);
    assertThat(round.cpuMicros()).isEqualTo(2_000);
    assertThat(round.brokerCpuMicros()).isEqualTo(1_000);
  }

  @Test
  void a_run_that_is_over_at_the_first_look_is_refused() {
    Usage nothing = new Usage(1_000, 100, 100, 1_000, 0, 1, 2, 3);
    assertThatThrownBy(() -> Round.of(2_000, nothing, 0, 0, 0, null))
        .hasMessageContaining("more events");
    assertThatThrownBy(() -> Round.of(1_000, USAGE, 0, 0, 0, null))
        .hasMessageContaining("more events");
  }

  @Test
  void bytes_written_are_those_of_topics_that_are_neither_sources_nor_kafkas_own() {
    Map<String, Long> before = Map.of("camera.frames", 7L, "bench.moments", 10L);
    Map<String, Long> after =
        Map.of(
            "camera.frames", 9L,
            "bench.moments", 15L,
            "run-1-changelog", 100L,
            "__consumer_offsets", 1_000L,
            "_schemas", 1_000L);

    assertThat(Round.written(before, after)).isEqualTo(105);
  }

  @Test
  void the_median_of_an_even_number_lies_between_the_middle_two() {
    assertThat(standing(4, 1, 2, 9).median(Round::eventsPerSecond)).isEqualTo(3);
    assertThat(standing(4, 1, 2).median(Round::eventsPerSecond)).isEqualTo(2);
    assertThat(standing(4, 1, 2).smallest(Round::eventsPerSecond)).isEqualTo(1);
    assertThat(standing(4, 1, 2).largest(Round::eventsPerSecond)).isEqualTo(4);
    assertThat(standing().median(Round::eventsPerSecond)).isNaN();
  }

  private static Standing standing(double... rates) {
    List<Round> rounds =
        Arrays.stream(rates)
            .mapToObj(rate -> new Round(1, rate, 0, 0, 0, 0, 0, 0, 0, null))
            .toList();
    return new Standing(ContenderKind.FLINK, rounds, null, null);
  }
}
