package io.sensorium.console.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LiveFiguresTest {
  private static final long SECOND = 1_000_000_000L;

  private long now = 50 * SECOND;
  private final LiveFigures figures = new LiveFigures(() -> now);

  @Test
  void withoutPredictionsThereIsNoLatency() {
    assertThat(figures.figures().p50Us()).isEqualTo(-1);
    assertThat(figures.figures().json())
        .isEqualTo("{\"total\":0,\"per_second\":0.00,\"p50_us\":-1,\"p99_us\":-1}");
  }

  @Test
  void rateAndLatencyAreOfTheLastTenSeconds() {
    for (int i = 1; i <= 400; i++) {
      now += SECOND / 10;
      figures.add(i);
    }

    LiveFigures.Figures last = figures.figures();

    assertThat(last.total()).isEqualTo(400);
    assertThat(last.perSecond()).isCloseTo(10, within(0.2));
    assertThat(last.p50Us()).isBetween(345L, 355L);
    assertThat(last.p99Us()).isEqualTo(399);
  }

  @Test
  void aHighRateIsMeasuredOverTheSamplesThatAreKept() {
    for (int i = 0; i < 20_000; i++) {
      now += SECOND / 5_000;
      figures.add(7);
    }

    assertThat(figures.figures().perSecond()).isCloseTo(5_000, within(50.0));
    assertThat(figures.figures().p99Us()).isEqualTo(7);
  }

  @Test
  void whatIsOverIsForgotten() {
    figures.add(7);
    now += 11 * SECOND;

    assertThat(figures.figures().perSecond()).isZero();
    assertThat(figures.figures().total()).isEqualTo(1);
  }
}
