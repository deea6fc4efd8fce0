package io.sensorium.fusion.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Times are microseconds; a bucket is ten of them unless a test says otherwise. */
class OffsetEstimatorTest {
  private static final long NONE = ClockRules.NONE;
  private static final ClockRules SHORT = new ClockRules(10, 3, 1_000, 1_000_000, NONE, NONE);
  private static final long AHEAD = 5;

  private final OffsetEstimator estimator = new OffsetEstimator(SHORT, AHEAD, null);

  @Test
  void theLeastDelayOfTheWindowIsTheOffset() {
    estimator.feed(100, 155);
    estimator.feed(110, 160);
    estimator.feed(112, 166);

    assertThat(estimator.offsetUs(113)).isEqualTo(50);
  }

  @Test
  void aDelayThatHasLeftTheWindowIsForgotten() {
    estimator.feed(100, 105);
    estimator.feed(100, 112);
    estimator.feed(110, 129);
    long before = estimator.offsetUs(130);
    estimator.feed(110, 130);

    // buckets 10, 11 and 12 are in the window of 12; 11, 12 and 13 in that of 13
    assertThat(before).isEqualTo(5);
    assertThat(estimator.offsetUs(130)).isEqualTo(12);
  }

  @Test
  void afterASilenceLongerThanTheWindowItKnowsOnlyWhatComesNext() {
    estimator.feed(100, 105);
    estimator.feed(900, 950);

    assertThat(estimator.offsetUs(901)).isEqualTo(50);
  }

  @Test
  void anEventFarBelowTheOffsetIsNotBelievedUntilTheThirdRunning() {
    estimator.feed(100, 150);
    estimator.feed(160, 152);
    estimator.feed(161, 153);
    long afterTwo = estimator.offsetUs(161);
    estimator.feed(170, 154);

    assertThat(afterTwo).isEqualTo(50);
    assertThat(estimator.offsetUs(170)).isEqualTo(-16);
  }

  @Test
  void anEventAsFarBelowAsMayBeIsBelievedAndEndsTheCount() {
    estimator.feed(100, 150);
    estimator.feed(160, 152);
    estimator.feed(161, 153);
    estimator.feed(109, 154);
    estimator.feed(170, 155);

    assertThat(estimator.offsetUs(109)).isEqualTo(45);
  }

  @Test
  void withAFirstOffsetTheFirstEventIsJudgedToo() {
    OffsetEstimator device = new OffsetEstimator(SHORT, AHEAD, 0L);

    device.feed(100, 94);
    boolean believed = device.known();
    device.feed(101, 95);
    device.feed(102, 96);

    assertThat(believed).isFalse();
    assertThat(device.offsetUs(102)).isEqualTo(-6);
  }

  @Test
  void theDriftOfACrystalIsFoundUnderTheNoiseOfANetwork() {
    ClockRules rules = ClockRules.DEFAULT;
    OffsetEstimator crystal = new OffsetEstimator(rules, 5_000_000, null);
    SplittableRandom random = new SplittableRandom(1);
    long offset = 1_700_000_000_000_000L;

    double worst = 0;
    long arrival = 0;
    for (long time = 0; time < 900_000_000L; time += 20_000) {
      // slow by 80 ppm; 2 ms at the least, 10 ms more on average
      long truth = offset + time * 80 / 1_000_000;
      long delay = 2_000 + (long) (-10_000 * Math.log(1 - random.nextDouble()));
      long device = time;
      arrival = Math.max(arrival, device + truth + delay);
      crystal.feed(device, arrival);
      if (time > 300_000_000L) {
        worst = Math.max(worst, Math.abs(crystal.offsetUs(device) - truth - 2_000.0));
      }
    }

    assertThat(crystal.driftPpb()).isCloseTo(80_000, within(1_000L));
    assertThat(worst).isLessThan(200);
  }

  @Test
  void aQueueThatGrowsIsNotTakenForADriftBeyondTheSteepest() {
    OffsetEstimator queue = new OffsetEstimator(ClockRules.DEFAULT, 5_000_000, null);

    for (long time = 0; time < 310_000_000L; time += 100_000) {
      queue.feed(time, time + time / 10);
    }

    assertThat(queue.driftPpb()).isEqualTo(ClockRules.DEFAULT.mostDriftPpb());
  }

  @Test
  void aClockThatIsSetBackOnceIsNotTakenForOneThatDrifts() {
    OffsetEstimator set = new OffsetEstimator(ClockRules.DEFAULT, 5_000_000, null);

    for (long time = 0; time < 900_000_000L; time += 100_000) {
      long end = time - (time < 400_000_000L ? 0 : 130_000);
      set.feed(end, time + 5_000);
      assertThat(set.driftPpb()).as("at %d", time).isZero();
    }

    assertThat(set.offsetUs(900_000_000L)).isEqualTo(135_000);
  }

  @Test
  void eventsFromTheFarEndsOfTimeDoNoHarm() {
    OffsetEstimator wild = new OffsetEstimator(SHORT, 1L << 62, null);
    SplittableRandom random = new SplittableRandom(2);

    for (long arrival = 0; arrival < 10_000; arrival++) {
      wild.feed(random.nextBoolean() ? 1L << 61 : -(1L << 61), arrival);
      if (random.nextInt(3) == 0) {
        wild.feed(arrival - random.nextLong(9), arrival);
      }
    }

    assertThat(wild.offsetUs(10_000)).isBetween(-(1L << 61), 1L << 61);
  }

  @Test
  void goesOnFromItsStateAsIfNothingHadHappened() {
    ClockRules rules = new ClockRules(50, 6, 60, 500_000_000, NONE, NONE);
    SplittableRandom random = new SplittableRandom(3);
    OffsetEstimator whole = new OffsetEstimator(rules, 40, null);
    OffsetEstimator broken = new OffsetEstimator(rules, 40, null);

    long arrival = 0;
    for (long time = 0; time < 20_000; time += random.nextLong(12)) {
      arrival = Math.max(arrival, time + random.nextLong(30));
      long end = time * 95 / 100 + (random.nextInt(40) == 0 ? random.nextLong(200) : 0);
      boolean expected = whole.feed(end, arrival);
      assertThat(broken.feed(end, arrival)).isEqualTo(expected);
      assertThat(broken.offsetUs(end)).isEqualTo(whole.offsetUs(end));
      assertThat(broken.state()).isEqualTo(whole.state());

      OffsetEstimator next = new OffsetEstimator(rules, 40, null);
      next.recall(broken.state());
      broken = next;
    }

    assertThat(whole.driftKnown()).isTrue();
  }
}
