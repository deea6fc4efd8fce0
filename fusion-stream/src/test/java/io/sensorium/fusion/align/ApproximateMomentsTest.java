package io.sensorium.fusion.align;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.fusion.clock.ClockKind;
import io.sensorium.fusion.clock.ClockRules;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An approximate pace, one rule a test. Waits are 500, idle is 1000. */
class ApproximateMomentsTest {
  private static final long NONE = AlignmentSpec.NONE;
  private static final InputSpec VIEW = input("view", Modality.CAMERA, 0, 0);
  private static final InputSpec SOUND = input("sound", Modality.AUDIO, 0, 0);
  private static final InputSpec WORDS = input("words", Modality.TEXT, 0, 0);

  private final Outcomes outcomes = new Outcomes();

  @Test
  void eventsThatLieClosestInTimeAreAMomentAtTheLatestOfThem() {
    SiteAligner<String> aligner = aligner(VIEW, SOUND);

    frame(aligner, "f0", 100, 101);
    frame(aligner, "f1", 140, 141);
    chunk(aligner, "s0", 145, 150);
    frame(aligner, "f2", 180, 181);

    assertThat(outcomes.lines)
        .containsExactly(
            "f0 SURPLUS", "moment 0/145 opened 141 closed 181 by SETTLED [[f1], [s0]]");
  }

  @Test
  void everyEventOfAnOnlyInputIsAMoment() {
    SiteAligner<String> aligner = aligner(VIEW);

    frame(aligner, "f0", 100, 101);
    frame(aligner, "f1", 140, 141);

    assertThat(outcomes.lines)
        .containsExactly(
            "moment 0/100 opened 101 closed 101 by SETTLED [[f0]]",
            "moment 0/140 opened 141 closed 141 by SETTLED [[f1]]");
  }

  @Test
  void anInputWhoseSensorsAreSilentForIdleIsNotWaitedFor() {
    SiteAligner<String> aligner = aligner(VIEW, waiting(SOUND, 9_000));

    chunk(aligner, "s0", 100, 100);
    frame(aligner, "f0", 101, 101);
    frame(aligner, "f1", 900, 900);
    aligner.advance(1_099);
    List<String> before = List.copyOf(outcomes.lines);
    aligner.advance(1_100);
    frame(aligner, "f2", 1_200, 1_200);

    assertThat(before).isEmpty(); // a chunk at 101 would still be better
    assertThat(outcomes.lines)
        .containsExactly(
            "moment 0/101 opened 100 closed 1100 by IDLE [[f0], [s0]]",
            "moment 0/900 opened 900 closed 1100 by IDLE [[f1], []]",
            "moment 0/1200 opened 1200 closed 1200 by IDLE [[f2], []]");
  }

  @Test
  void anInputNeverHeardIsWaitedForSinceTheSitesFirstArrival() {
    SiteAligner<String> aligner = aligner(VIEW, waiting(SOUND, 9_000));

    frame(aligner, "f0", 100, 100);
    aligner.finish();

    assertThat(outcomes.lines)
        .containsExactly("moment 0/100 opened 100 closed 1100 by IDLE [[f0], []]");
  }

  @Test
  void aSetWaitsForAnInputNoLongerThanItsWait() {
    SiteAligner<String> aligner = aligner(VIEW, SOUND, waiting(WORDS, 30));

    text(aligner, "t0", 90, 90);
    chunk(aligner, "s0", 95, 95);
    frame(aligner, "f0", 100, 100);
    chunk(aligner, "s1", 200, 200);
    frame(aligner, "f1", 201, 201);
    frame(aligner, "f2", 300, 300);
    aligner.advance(10_000);

    assertThat(outcomes.lines)
        .containsExactly(
            "moment 0/100 opened 90 closed 120 by WAIT [[f0], [s0], [t0]]",
            "moment 0/201 opened 200 closed 700 by WAIT [[f1], [s1], []]",
            "moment 0/300 opened 300 closed 800 by WAIT [[f2], [], []]");
  }

  @Test
  void aMomentThatLacksOneInputForItsWaitAndOneForItsSilenceIsClosedByWait() {
    SiteAligner<String> aligner = aligner(VIEW, waiting(SOUND, 30), waiting(WORDS, 9_000));

    chunk(aligner, "s0", 2_000, 2_000);
    chunk(aligner, "s1", 3_100, 3_100);
    frame(aligner, "f0", 3_110, 3_110);
    aligner.advance(3_500);
    frame(aligner, "f1", 3_500, 3_500);
    aligner.advance(3_600);

    assertThat(outcomes.lines)
        .endsWith("moment 0/3500 opened 3500 closed 3530 by WAIT [[f1], [], []]");
  }

  @Test
  void anInputThatComesBackIsPartOfTheSetInTheMaking() {
    SiteAligner<String> aligner = aligner(VIEW, SOUND, waiting(WORDS, 30));

    frame(aligner, "f0", 100, 100);
    chunk(aligner, "s0", 150, 150);
    text(aligner, "t0", 148, 160);
    frame(aligner, "f1", 220, 220);

    assertThat(outcomes.lines)
        .containsExactly("moment 0/150 opened 100 closed 220 by SETTLED [[f0], [s0], [t0]]");
  }

  @Test
  void eventsThatAreOutOfOrderByNoMoreThanTheDisorderEnterInOrder() {
    SiteAligner<String> aligner = aligner(input("view", Modality.CAMERA, 0, 20));

    frame(aligner, "f1", 110, 110);
    frame(aligner, "f0", 100, 111);
    frame(aligner, "f2", 130, 131);
    frame(aligner, "late", 109, 132);

    assertThat(outcomes.lines)
        .containsExactly(
            "moment 0/100 opened 111 closed 131 by SETTLED [[f0]]",
            "moment 0/110 opened 110 closed 131 by SETTLED [[f1]]",
            "late LATE");
  }

  @Test
  void anEventIsForcedInWhenItHasWaitedForItsInputsWait() {
    SiteAligner<String> aligner = aligner(input("view", Modality.CAMERA, 0, 20));

    frame(aligner, "f0", 100, 100);
    aligner.advance(700);

    assertThat(outcomes.lines).containsExactly("moment 0/100 opened 100 closed 600 by WAIT [[f0]]");
  }

  @Test
  void anEventIsForcedInWhenItsSensorsHaveGoneSilent() {
    SiteAligner<String> aligner = aligner(waiting(input("view", Modality.CAMERA, 0, 20), 9_000));

    frame(aligner, "f0", 100, 100);
    aligner.finish();

    assertThat(outcomes.lines)
        .containsExactly("moment 0/100 opened 100 closed 1100 by IDLE [[f0]]");
  }

  @Test
  void whatWaitsToEnterIsLetInBeforeASetGoesWithoutIt() {
    SiteAligner<String> aligner = aligner(VIEW, input("sound", Modality.AUDIO, 0, 50));

    frame(aligner, "f0", 100, 100);
    chunk(aligner, "s0", 101, 400);
    aligner.advance(600);

    assertThat(outcomes.lines)
        .containsExactly("moment 0/101 opened 100 closed 600 by WAIT [[f0], [s0]]");
  }

  @Test
  void theSensorsOfOneInputWaitForEachOther() {
    SiteAligner<String> aligner = aligner(VIEW);

    frame(aligner, "left", "l0", 100, 100);
    frame(aligner, "right", "r0", 120, 120);
    frame(aligner, "left", "l1", 110, 130);
    frame(aligner, "left", "l2", 130, 140);

    assertThat(outcomes.lines)
        .containsExactly(
            "moment 0/100 opened 100 closed 100 by SETTLED [[l0]]",
            "moment 0/110 opened 130 closed 130 by SETTLED [[l1]]",
            "moment 0/120 opened 120 closed 140 by SETTLED [[r0]]");
  }

  @Test
  void eventsOfOneTimeFromOneSensorEnterAsTheyArrive() {
    SiteAligner<String> aligner = aligner(VIEW, SOUND);

    frame(aligner, "f9", 100, 100);
    frame(aligner, "f10", 100, 101);
    chunk(aligner, "s0", 100, 102);

    assertThat(outcomes.lines)
        .containsExactly("moment 0/100 opened 100 closed 102 by SETTLED [[f9], [s0]]");
  }

  @Test
  void noSetSpansMoreThanTheLargestInterval() {
    SiteAligner<String> aligner = aligner(rules(0, 50, 100, VIEW, SOUND));

    frame(aligner, "f0", 100, 100);
    chunk(aligner, "s0", 151, 151);
    frame(aligner, "f1", 160, 160);
    chunk(aligner, "s1", 220, 220);

    assertThat(outcomes.lines)
        .containsExactly(
            "f0 UNMATCHED", "moment 0/160 opened 151 closed 220 by SETTLED [[f1], [s0]]");
  }

  @Test
  void anAgePenaltyPrefersTheEarlierOfTwoSetsOfNearlyOneLength() {
    InputSpec[] inputs = {VIEW, SOUND};

    for (double penalty : new double[] {0, 0.5}) {
      SiteAligner<String> aligner = aligner(rules(penalty, NONE, 100, inputs));
      chunk(aligner, "s0", 100, 100);
      frame(aligner, "f0", 110, 110);
      chunk(aligner, "s1", 117, 117);
      frame(aligner, "f1", 200, 200);
      chunk(aligner, "s2", 201, 201);
    }

    assertThat(outcomes.lines)
        .startsWith(
            "s0 SURPLUS",
            "moment 0/117 opened 110 closed 117 by SETTLED [[f0], [s1]]", // spans 7
            "moment 0/110 opened 100 closed 117 by SETTLED [[f0], [s0]]");
  }

  @Test
  void aLeastGapFindsTheSameMomentEarlier() {
    SiteAligner<String> plain = aligner(VIEW, SOUND);
    pair(plain);
    SiteAligner<String> gaps = aligner(input("view", Modality.CAMERA, 30, 0), SOUND);
    pair(gaps);

    assertThat(outcomes.lines)
        .containsExactly(
            "moment 0/105 opened 100 closed 140 by SETTLED [[f0], [s0]]",
            "moment 0/105 opened 100 closed 105 by SETTLED [[f0], [s0]]");
  }

  private static void pair(SiteAligner<String> aligner) {
    frame(aligner, "f0", 100, 100);
    chunk(aligner, "s0", 105, 105);
    frame(aligner, "f1", 140, 140);
  }

  @Test
  void aSetWithoutARequiredInputIsNotEmittedAndItsEventsAreIncomplete() {
    InputSpec words =
        new InputSpec(
            "words",
            Modality.TEXT,
            s -> true,
            new Matching.Member(0),
            true,
            ClockKind.DEVICE,
            0,
            0,
            1_000,
            30);
    SiteAligner<String> aligner = aligner(VIEW, SOUND, words);

    frame(aligner, "f0", 100, 100);
    chunk(aligner, "s0", 101, 101);
    frame(aligner, "f1", 200, 200);
    chunk(aligner, "s1", 201, 201);
    text(aligner, "t1", 202, 202);
    aligner.finish();

    assertThat(outcomes.lines)
        .containsExactly(
            "f0 INCOMPLETE",
            "s0 INCOMPLETE",
            "moment 0/202 opened 200 closed 700 by WAIT [[f1], [s1], [t1]]");
  }

  @Test
  void theEarliestEventLeavesAFullBuffer() {
    SiteAligner<String> aligner = aligner(rules(0, NONE, 2, VIEW, SOUND));

    frame(aligner, "f0", 100, 100);
    frame(aligner, "f1", 140, 140);
    frame(aligner, "f2", 180, 180);
    chunk(aligner, "s0", 141, 190);

    assertThat(outcomes.lines)
        .containsExactly(
            "f0 OVERFLOW", "moment 0/141 opened 140 closed 190 by SETTLED [[f1], [s0]]");
  }

  @Test
  void whatLiesBeforeALostEventHasNoPartnerAnyMore() {
    SiteAligner<String> aligner = aligner(rules(0, NONE, 3, VIEW, SOUND));

    chunk(aligner, "s0", 100, 100);
    chunk(aligner, "s1", 200, 201);
    chunk(aligner, "s2", 300, 301);
    chunk(aligner, "s3", 400, 401);
    frame(aligner, "f0", 101, 402);
    frame(aligner, "f3", 405, 406);

    assertThat(outcomes.lines)
        .containsExactly("s0 OVERFLOW", "f0 UNMATCHED", "s1 SURPLUS", "s2 SURPLUS");
  }

  @Test
  void whatLiesBeforeAnEventLostAtTheEntranceHasNoPartnerAnyMore() {
    SiteAligner<String> aligner =
        aligner(rules(0, NONE, 2, VIEW, input("sound", Modality.AUDIO, 0, 900)));

    chunk(aligner, "s0", 100, 100);
    chunk(aligner, "s1", 200, 200);
    frame(aligner, "f0", 101, 201);
    aligner.finish();

    assertThat(outcomes.lines).startsWith("s0 OVERFLOW", "f0 UNMATCHED");
  }

  @Test
  void aSensorWhoseClockIsResetLosesWhatItHasInTheBuffer() {
    SiteAligner<String> aligner = aligner(VIEW, SOUND);

    chunk(aligner, "s0", 4_000, 1_000);
    frame(aligner, "f0", 1_001, 1_001);
    chunk(aligner, "s1", 1_010, 1_010);
    chunk(aligner, "s2", 1_020, 1_020);
    chunk(aligner, "s3", 1_030, 1_030);
    frame(aligner, "f1", 1_031, 1_031);
    chunk(aligner, "s4", 1_060, 1_060);

    assertThat(outcomes.lines)
        .containsExactly(
            "s1 LATE",
            "s2 LATE",
            "s0 CLOCK_RESET",
            "f0 UNMATCHED", // for what was lost may have been nearer
            "moment 0/1031 opened 1030 closed 1060 by SETTLED [[f1], [s3]]");
  }

  @Test
  void aSensorWhoseClockIsResetGoesOnFromWhereItsInputStood() {
    InputSpec sound = input("sound", Modality.AUDIO, 0, 5_000);
    SiteAligner<String> aligner = aligner(VIEW, waiting(sound, 10));

    chunk(aligner, "s0", 50, 1_000);
    aligner.advance(1_010);
    frame(aligner, "f0", 100, 1_011);
    chunk(aligner, "s1", 4_000, 1_012);
    for (int n = 2; n <= 4; n++) {
      chunk(aligner, "s" + n, 70 + n, 1_012 + n);
    }
    frame(aligner, "f1", 120, 1_020);
    aligner.finish();

    assertThat(outcomes.lines)
        .containsExactly(
            "moment 0/100 opened 1000 closed 1011 by WAIT [[f0], [s0]]",
            "s2 CLOCK_RESET",
            "s3 CLOCK_RESET",
            "s1 CLOCK_RESET",
            "moment 0/120 opened 1016 closed 1026 by WAIT [[f1], [s4]]");
  }

  @Test
  void aMomentOfWhatWasForcedInAfterAClockResetIsNotSettled() {
    SiteAligner<String> aligner = aligner(VIEW, input("sound", Modality.AUDIO, 0, 20));

    chunk(aligner, "s0", 4_000, 1_000);
    frame(aligner, "f0", 1_001, 1_001);
    chunk(aligner, "s1", 4_030, 1_002);
    for (int n = 2; n <= 4; n++) {
      chunk(aligner, "s" + n, 1_000 + n * 10, 1_000 + n * 10);
    }
    frame(aligner, "f1", 1_040, 1_041);
    aligner.advance(1_501);

    assertThat(outcomes.lines)
        .endsWith("f0 UNMATCHED", "moment 0/1040 opened 1040 closed 1501 by WAIT [[f1], [s4]]");
  }

  @Test
  void aMomentAfterOneThatWasForcedIsSettledAgain() {
    SiteAligner<String> aligner = aligner(input("view", Modality.CAMERA, 0, 20));

    frame(aligner, "f0", 100, 100);
    frame(aligner, "f1", 700, 700);
    frame(aligner, "f2", 720, 720);

    assertThat(outcomes.lines)
        .containsExactly(
            "moment 0/100 opened 100 closed 600 by WAIT [[f0]]",
            "moment 0/700 opened 700 closed 720 by SETTLED [[f1]]");
  }

  @Test
  void whereAllClocksAreSetBackTheSetInTheMakingIsEmittedAndTheEpochGoesUp() {
    SiteAligner<String> aligner = aligner(VIEW, SOUND);

    frame(aligner, "f0", 4_000, 1_000);
    chunk(aligner, "s0", 4_001, 1_001);
    frame(aligner, "f1", 4_030, 1_030);
    for (int n = 1; n <= 3; n++) {
      chunk(aligner, "s" + n, 1_030 + n * 10, 1_030 + n * 10);
    }
    for (int n = 1; n <= 3; n++) {
      frame(aligner, "g" + n, 1_070 + n * 10, 1_070 + n * 10);
    }
    chunk(aligner, "s4", 1_110, 1_110);
    frame(aligner, "g4", 1_140, 1_140);

    assertThat(outcomes.lines)
        .containsExactly(
            "moment 0/4001 opened 1000 closed 1030 by SETTLED [[f0], [s0]]",
            "s1 LATE",
            "s2 LATE",
            "s3 LATE",
            "g1 LATE",
            "g2 LATE",
            "moment 0/4030 opened 1030 closed 1100 by RESET [[f1], []]",
            "moment 1/1110 opened 1100 closed 1140 by SETTLED [[g3], [s4]]");
    assertThat(aligner.state().epoch()).isEqualTo(1);
  }

  @Test
  void whatWaitsToEnterIsEmittedWithItsEpoch() {
    SiteAligner<String> aligner = aligner(input("view", Modality.CAMERA, 0, 20));

    frame(aligner, "f0", 4_000, 1_000);
    frame(aligner, "f1", 4_030, 1_030);
    for (int n = 2; n <= 4; n++) {
      frame(aligner, "f" + n, 1_020 + n * 10, 1_020 + n * 10);
    }
    frame(aligner, "f5", 1_080, 1_080);

    assertThat(outcomes.lines)
        .containsExactly(
            "moment 0/4000 opened 1000 closed 1030 by SETTLED [[f0]]",
            "f2 LATE",
            "f3 LATE",
            "moment 0/4030 opened 1030 closed 1060 by RESET [[f1]]",
            "moment 1/1060 opened 1060 closed 1080 by SETTLED [[f4]]");
  }

  @Test
  void theEpochGoesUpWhenTheLastSensorThatKeptUpFallsSilent() {
    SiteAligner<String> aligner = aligner(waiting(VIEW, 10), waiting(SOUND, 10));

    chunk(aligner, "s0", 4_000, 1_000);
    frame(aligner, "f0", 4_001, 1_001);
    for (int n = 1; n <= 3; n++) {
      frame(aligner, "f" + n, 1_010 + n * 10, 1_010 + n * 10);
    }
    frame(aligner, "f4", 1_500, 1_500);
    aligner.advance(1_999);
    int before = aligner.state().epoch();
    aligner.advance(2_000);

    assertThat(before).isZero();
    assertThat(aligner.state().epoch()).isEqualTo(1);
  }

  @Test
  void anEventWhoseMomentWouldNotBeAfterTheLastOneIsLate() {
    SiteAligner<String> aligner = aligner(VIEW, waiting(SOUND, 30));

    frame(aligner, "f0", 140, 140);
    chunk(aligner, "s0", 150, 150);
    aligner.advance(700);
    frame(aligner, "f1", 145, 700);
    frame(aligner, "f2", 160, 701);
    aligner.advance(800);

    assertThat(outcomes.lines)
        .containsExactly(
            "moment 0/150 opened 140 closed 640 by WAIT [[f0], [s0]]",
            "f1 LATE",
            "moment 0/160 opened 701 closed 731 by WAIT [[f2], []]");
  }

  private SiteAligner<String> aligner(InputSpec... inputs) {
    return aligner(rules(0, NONE, 100, inputs));
  }

  private SiteAligner<String> aligner(AlignmentSpec spec) {
    return new SiteAligner<>(spec, outcomes);
  }

  private static AlignmentSpec rules(
      double penalty, long largest, int buffered, InputSpec... inputs) {
    return new AlignmentSpec(
        List.of(inputs),
        0,
        new ApproximateRules(penalty, largest),
        NONE,
        NONE,
        500,
        buffered,
        ClockRules.DEFAULT);
  }

  private static InputSpec input(String name, Modality modality, long leastGap, long disorder) {
    return new InputSpec(
        name,
        modality,
        s -> true,
        new Matching.Member(leastGap),
        false,
        ClockKind.DEVICE,
        0,
        disorder,
        1_000,
        500);
  }

  private static InputSpec waiting(InputSpec input, long wait) {
    return new InputSpec(
        input.name(),
        input.modality(),
        s -> true,
        input.matching(),
        false,
        ClockKind.DEVICE,
        0,
        input.disorderUs(),
        1_000,
        wait);
  }

  private static void frame(SiteAligner<String> aligner, String id, long t, long arrival) {
    frame(aligner, "cam", id, t, arrival);
  }

  private static void frame(
      SiteAligner<String> aligner, String sensor, String id, long t, long arrival) {
    aligner.arrive(new SensorEvent<>(Modality.CAMERA, sensor, id, t, 0, id), arrival);
  }

  private static void chunk(SiteAligner<String> aligner, String id, long t, long arrival) {
    aligner.arrive(new SensorEvent<>(Modality.AUDIO, "mic", id, t, 0, id), arrival);
  }

  private static void text(SiteAligner<String> aligner, String id, long t, long arrival) {
    aligner.arrive(new SensorEvent<>(Modality.TEXT, "phone", id, t, 0, id), arrival);
  }
}
