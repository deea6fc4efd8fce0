package io.sensorium.bench.contender;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ScoredEventTest {
  @Test
  void comes_back_as_it_was_written() {
    ScoredEvent read =
        ScoredEvent.decode(new ScoredEvent("4711", new float[] {0.25f, -1}).encode());

    assertThat(read.id()).isEqualTo("4711");
    assertThat(read.scores()).containsExactly(0.25f, -1);
  }
}
