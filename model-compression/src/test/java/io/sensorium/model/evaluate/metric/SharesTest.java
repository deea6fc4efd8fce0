package io.sensorium.model.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SharesTest {
  @Test
  void theIntervalIsWilsons() {
    Share share = new Share(8, 10);

    assertThat(share.low()).isCloseTo(0.4902, within(1e-4));
    assertThat(share.high()).isCloseTo(0.9433, within(1e-4));
  }

  @Test
  void allRightLeavesRoomBelowOnly() {
    Share share = new Share(20, 20);

    assertThat(share.low()).isCloseTo(0.8389, within(1e-4));
    assertThat(share.high()).isEqualTo(1);
  }

  @Test
  void moreSuccessesThanTrialsAreRefused() {
    assertThatThrownBy(() -> new Share(3, 2)).hasMessageContaining("found 3");
  }

  @Test
  void mcNemarIsTwiceTheTailOfTheBinomial() {
    // 2 * (C(10,0) + C(10,1)) / 2^10
    assertThat(new McNemar(1, 9).probability()).isCloseTo(22 / 1024.0, within(1e-12));
    assertThat(new McNemar(5, 5).probability()).isEqualTo(1);
    assertThat(new McNemar(0, 0).probability()).isEqualTo(1);
  }

  @Test
  void mcNemarHoldsWithThousands() {
    assertThat(new McNemar(2_000, 2_100).probability()).isBetween(0.1, 0.14);
  }

  @Test
  void percentilesAreByRank() {
    Spread spread = new Spread(new long[] {4_000_000, 1_000_000, 3_000_000, 2_000_000});

    assertThat(spread.percentile(50)).isEqualTo(2);
    assertThat(spread.percentile(99)).isEqualTo(4);
  }
}
