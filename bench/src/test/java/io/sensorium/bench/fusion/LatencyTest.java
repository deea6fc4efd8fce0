package io.sensorium.bench.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class LatencyTest {
  @Test
  void half_are_within_the_median_and_all_but_one_in_a_hundred_within_p99() {
    List<Long> delays = LongStream.rangeClosed(1, 200).boxed().toList();

    Latency latency = Latency.of(delays);

    assertThat(latency).isEqualTo(new Latency(200, 101, 199));
  }

  @Test
  void nothing_measured_is_no_number() {
    assertThat(Latency.of(List.of()).p50Ms()).isNaN();
  }
}
