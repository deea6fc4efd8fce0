package io.sensorium.fusion.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommitTimingTest {
  private static final long NOW = 1_700_000_000_000L;

  @Test
  void betweenTwoCommitsOfATaskThatReadsLiveLiesAsMuchAsOneTakes() {
    CommitTiming timing = new CommitTiming(100);
    timing.committing(NOW - 10);
    timing.working(NOW);
    timing.committing(NOW);
    timing.working(NOW + 10);

    assertThat(timing.due(NOW + 200, NOW + 190)).as("nothing was sent").isFalse();
    timing.sent();

    assertThat(timing.due(NOW + 19, NOW + 10)).isFalse();
    assertThat(timing.due(NOW + 20, NOW + 10)).isTrue();
    timing.committing(NOW + 20);
    assertThat(timing.pending()).isFalse();
    timing.working(NOW + 22);
    assertThat(timing.due(NOW + 300, NOW + 290)).isFalse();
  }

  @Test
  void aSlowBrokerPutsMomentsOffForTheIntervalAtMost() {
    CommitTiming timing = new CommitTiming(100);
    timing.committing(NOW - 400);
    timing.working(NOW);
    timing.committing(NOW);
    timing.sent();
    timing.working(NOW + 400);
    timing.working(NOW + 450);

    assertThat(timing.due(NOW + 499, NOW + 490)).isFalse();
    assertThat(timing.due(NOW + 500, NOW + 490)).isTrue();
  }

  @Test
  void aHiccupOfOneCommitDoesNotPutOffTheNext() {
    CommitTiming timing = new CommitTiming(100);
    timing.committing(NOW);
    timing.working(NOW + 5);
    timing.committing(NOW + 10);
    timing.working(NOW + 80);
    timing.sent();

    assertThat(timing.due(NOW + 84, NOW + 80)).isFalse();
    assertThat(timing.due(NOW + 85, NOW + 80)).isTrue();
  }

  @Test
  void aTaskWithABacklogDoesNotAsk() {
    CommitTiming timing = new CommitTiming(100);
    timing.sent();

    assertThat(timing.due(NOW, NOW - 501)).isFalse();
    assertThat(timing.due(NOW, Long.MIN_VALUE + 1)).isFalse();
    assertThat(timing.pending()).as("it looks at the clock until it reads live").isTrue();
    assertThat(timing.due(NOW, NOW - 500)).isTrue();
  }

  @Test
  void noTaskAsksWhereMomentsAreVisibleWithoutACommit() {
    CommitTiming timing = new CommitTiming(Long.MAX_VALUE);
    timing.sent();

    assertThat(timing.pending()).isFalse();
    assertThat(timing.due(NOW, NOW)).isFalse();
  }
}
