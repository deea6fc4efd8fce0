package io.sensorium.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class FirstToLastTest {
  private final AtomicLong nanos = new AtomicLong();
  private final FirstToLast clock =
      new FirstToLast(nanos::get, () -> nanos.addAndGet(1_000_000_000), Duration.ofSeconds(60));

  @Test
  void start_up_and_what_the_first_look_found_do_not_count() throws Exception {
    Iterator<Long> counts = List.of(0L, 0L, 10L, 50L, 110L).iterator();

    assertThat(clock.rate(counts::next, 110, () -> true)).isEqualTo(50.0);
  }

  @Test
  void it_goes_on_until_the_end_is_told_too() throws Exception {
    Iterator<Boolean> ended = List.of(false, false, false, true).iterator();
    Iterator<Long> counts = List.of(10L, 110L, 110L, 110L).iterator();

    assertThat(clock.rate(counts::next, 110, ended::next)).isEqualTo(100 / 3.0);
  }

  @Test
  void work_that_is_over_at_the_first_look_has_no_rate() {
    assertThatThrownBy(() -> clock.rate(() -> 5, 5, () -> true))
        .hasMessageContaining("ask for more");
  }

  @Test
  void work_that_does_not_end_is_given_up() {
    assertThatThrownBy(() -> clock.rate(() -> 1, 5, () -> true))
        .hasMessage("expected 5 to be done within 60 s, found 1");
  }
}
