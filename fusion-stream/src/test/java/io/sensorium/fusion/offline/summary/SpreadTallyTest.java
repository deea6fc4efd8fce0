package io.sensorium.fusion.offline.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SpreadTallyTest {

  @Test
  void quantilesAreThoseOfTheSortedValuesToThreeDigits() {
    SplittableRandom random = new SplittableRandom(7);
    long[] values = random.longs(2_001, -3_000_000, 9_000_000).toArray();
    SpreadTally tally = new SpreadTally();
    Arrays.stream(values).forEach(tally::add);

    Arrays.sort(values);
    for (double share : new double[] {0.001, 0.1, 0.249, 0.25, 0.5, 0.9, 0.99, 1}) {
      long exact = values[(int) Math.ceil(share * values.length) - 1];
      assertThat(tally.quantile(share))
          .as("quantile %s", share)
          .isCloseTo(exact, Offset.offset(1 + Math.abs(exact) / 1_000));
    }
    assertThat(tally.spread().least()).isEqualTo(values[0]);
    assertThat(tally.spread().most()).isEqualTo(values[values.length - 1]);
  }

  @Test
  void nothingMeasuredIsAllZero() {
    assertThat(new SpreadTally().spread()).isEqualTo(new Spread(0, 0, 0, 0, 0, 0));
  }

  @Test
  void valuesBeyondMeasureAreTakenForAsFarAsItGoes() {
    SpreadTally tally = new SpreadTally();

    tally.add(Long.MIN_VALUE);
    tally.add(Long.MAX_VALUE);

    assertThat(tally.spread().least()).isEqualTo(Long.MIN_VALUE);
    assertThat(tally.spread().most()).isEqualTo(Long.MAX_VALUE);
  }
}
