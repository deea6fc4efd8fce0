package io.sensorium.fusion.clock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClockReadingTest {
  private static final ClockRules SKEW = ClockRules.DEFAULT.withAlarms(1_000, ClockRules.NONE);
  private static final ClockRules BOTH = ClockRules.DEFAULT.withAlarms(1_000, 80_000);

  @Test
  void isRaisedBeyondTheLimitWhicheverWay() {
    assertThat(new ClockReading(1_000, null).alarms(SKEW, false)).isFalse();
    assertThat(new ClockReading(1_001, null).alarms(SKEW, false)).isTrue();
    assertThat(new ClockReading(-1_001, null).alarms(SKEW, false)).isTrue();
    assertThat(new ClockReading(0, -80_001L).alarms(BOTH, false)).isTrue();
  }

  @Test
  void standsUntilItIsWithinThreeQuartersOfTheLimit() {
    assertThat(new ClockReading(751, null).alarms(SKEW, true)).isTrue();
    assertThat(new ClockReading(-750, null).alarms(SKEW, true)).isFalse();
  }

  @Test
  void standsUntilEveryFigureWithALimitIsKnown() {
    assertThat(new ClockReading(0, null).alarms(BOTH, true)).isTrue();
    assertThat(new ClockReading(0, 60_000L).alarms(BOTH, true)).isFalse();
  }

  @Test
  void withoutALimitThereIsNoAlarm() {
    ClockReading far = new ClockReading(Long.MAX_VALUE, 999_999L);

    assertThat(far.alarms(ClockRules.DEFAULT, false)).isFalse();
    assertThat(far.alarms(ClockRules.DEFAULT, true)).isFalse();
  }
}
