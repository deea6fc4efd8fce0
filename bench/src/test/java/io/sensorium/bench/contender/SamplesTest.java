package io.sensorium.bench.contender;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SamplesTest {
  private final Samples samples = new Samples();

  @BeforeEach
  void start_up_then_two_steps_then_nothing_more() {
    samples.add(new Sample(100, 5_000, 0));
    samples.add(new Sample(110, 9_000, 10));
    samples.add(new Sample(120, 9_500, 30));
    samples.add(new Sample(130, 9_900, 30));
  }

  @Test
  void start_up_is_over_when_anything_is_taken() {
    assertThat(samples.first().ms()).isEqualTo(110);
    assertThat(samples.first().taken()).isEqualTo(10);
  }

  @Test
  void all_is_taken_when_the_last_count_is_first_seen() {
    assertThat(samples.allTaken().ms()).isEqualTo(120);
  }

  @Test
  void processor_time_is_that_between_the_looks_before_both_instants() {
    assertThat(samples.cpuNanos(110, 120)).isEqualTo(500);
    assertThat(samples.cpuNanos(105, 129)).isEqualTo(4_500);
    assertThat(samples.cpuNanos(0, 1_000)).isEqualTo(4_900);
  }
}
