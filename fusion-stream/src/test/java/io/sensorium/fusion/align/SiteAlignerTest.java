package io.sensorium.fusion.align;

import static io.sensorium.fusion.clock.ClockKind.DEVICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.fusion.clock.ClockRules;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One rule a test. Time is a number; what arrives when stands in the test. */
class SiteAlignerTest {
  private static final InputSpec VIEW = input("view", Modality.CAMERA, new Matching.Pace());
  private static final long NONE = AlignmentSpec.NONE;

  private final Outcomes outcomes = new Outcomes();

  // Sanity

  @Test
  void anEventAheadOfItsArrivalByMoreThanTheLimitIsDroppedAsFuture() {
    SiteAligner<String> aligner = aligner(limits(50, NONE, NONE, 100, VIEW));

    frame(aligner, "kept", 1_050, 1_000);
    frame(aligner, "ahead", 1_051, 1_000);

    assertThat(outcomes.lines)
        .containsExactly(
            "moment 0/1050 opened 1000 closed 1000 by SETTLED [[kept]]", "ahead FUTURE");
  }

  @Test
  void anEventBehindItsArrivalByMoreThanTheLimitIsDroppedAsStale() {
    SiteAligner<String> aligner = aligner(limits(NONE, 50, NONE, 100, VIEW));

    frame(aligner, "behind", 949, 1_000);
    frame(aligner, "kept", 950, 1_000);

    assertThat(outcomes.lines)
        .containsExactly(
            "behind STALE", "moment 0/950 opened 1000 closed 1000 by SETTLED [[kept]]");
  }

  @Test
  void anEventThatIsBufferedAlreadyIsADuplicateAndAnotherSensorsIsNot() {
    SiteAligner<String> aligner = aligner(of(VIEW, latest(1_000)));

    aligner.arrive(event(Modality.TEXT, "phone", "same", 100), 100);
    aligner.arrive(event(Modality.TEXT, "phone", "same", 200), 200);
    aligner.arrive(event(Modality.TEXT, "watch", "same", 300), 300);

    assertThat(outcomes.lines).containsExactly("same DUPLICATE");
    assertThat(aligner.buffered()).isEqualTo(2);
  }

  @Test
  void aDroppedEventDoesNotCountAsASignOfLifeOfItsSensor() {
    SiteAligner<String> aligner =
        aligner(limits(50, NONE, NONE, 100, VIEW, waiting(latest(100), 5_000)));

    text(aligner, "t", 0, 0);
    frame(aligner, "f", 100, 100);
    text(aligner, "ahead", 9_000, 900);
    aligner.finish();

    // silent for the idle of 1000 since 0, not since 900
    assertThat(outcomes.lines).contains("moment 0/100 opened 100 closed 1000 by IDLE [[f], [t]]");
  }

  @Test
  void anEventThatNoInputTakesChangesNothing() {
    SiteAligner<String> aligner = aligner(of(VIEW));

    boolean ours = aligner.arrive(event(Modality.AUDIO, "mic", "a", 5_000), 5_000);

    assertThat(ours).isFalse();
    assertThat(aligner.state().nowUs()).isEqualTo(SiteState.UNSET);
  }

  // Clock jumps

  @Test
  void theThirdEventRunningFarBelowItsSensorsWatermarkResetsTheClockAndTheEpoch() {
    SiteAligner<String> aligner = aligner(limits(NONE, NONE, 100, 100, VIEW));

    frame(aligner, "before", 1_000, 1_000);
    frame(aligner, "one", 10, 1_010);
    frame(aligner, "two", 20, 1_020);
    frame(aligner, "three", 30, 1_030);

    assertThat(outcomes.lines)
        .containsExactly(
            "moment 0/1000 opened 1000 closed 1000 by SETTLED [[before]]",
            "one LATE",
            "two LATE",
            "moment 1/30 opened 1030 closed 1030 by SETTLED [[three]]");
  }

  @Test
  void twoEventsFarBelowAndOneAtTheWatermarkAreNoReset() {
    SiteAligner<String> aligner = aligner(limits(NONE, NONE, 100, 100, VIEW));

    frame(aligner, "before", 1_000, 1_000);
    frame(aligner, "one", 10, 1_010);
    frame(aligner, "two", 20, 1_020);
    frame(aligner, "back", 1_030, 1_030);
    frame(aligner, "again", 40, 1_040);

    assertThat(outcomes.lines)
        .endsWith("moment 0/1030 opened 1030 closed 1030 by SETTLED [[back]]", "again LATE");
  }

  @Test
  void aPaceResetClosesOpenMomentsAtOnceWithWhatTheyHave() {
    SiteAligner<String> aligner = aligner(limits(NONE, NONE, 100, 100, VIEW, overlap(10, 500)));

    frame(aligner, "open", 1_000, 1_000);
    frame(aligner, "one", 10, 1_010);
    frame(aligner, "two", 20, 1_020);
    frame(aligner, "three", 30, 1_030);

    assertThat(outcomes.lines)
        .containsExactly(
            "moment 0/10 opened 1010 closed 1030 by RESET [[one], []]",
            "moment 0/20 opened 1020 closed 1030 by RESET [[two], []]",
            "moment 0/1000 opened 1000 closed 1030 by RESET [[open], []]");
  }

  @Test
  void aResetOfAnotherSensorEvictsWhatItHasAndLeavesTheEpoch() {
    SiteAligner<String> aligner = aligner(limits(NONE, NONE, 100, 100, VIEW, latest(5_000)));

    text(aligner, "old", 1_000, 1_000);
    text(aligner, "one", 10, 1_010);
    text(aligner, "two", 20, 1_020);
    text(aligner, "three", 30, 1_030);

    assertThat(outcomes.lines)
        .containsExactly("one CLOCK_RESET", "two CLOCK_RESET", "old CLOCK_RESET");
    assertThat(aligner.state().epoch()).isZero();
    assertThat(aligner.buffered()).isEqualTo(1);
  }

  @Test
  void ticksStartAgainFromBelowWhenAllClocksThatAreStillHeardHaveFallen() {
    SiteAligner<String> aligner =
        aligner(
            new AlignmentSpec(
                List.of(latest(50)), 100, null, NONE, NONE, 500, 100, ClockRules.DEFAULT));

    aligner.arrive(event(Modality.TEXT, "wrong", "w", 9_000), 1_000);
    aligner.arrive(event(Modality.TEXT, "right", "r", 1_500), 1_500);
    aligner.advance(2_000);

    // "wrong" is silent for the idle of 1000 at 2000, and "right" goes on
    assertThat(aligner.state().epoch()).isEqualTo(1);
  }

  // Lateness

  @Test
  void aPaceEventAtOrBelowTheLastClosedMomentIsLate() {
    SiteAligner<String> aligner = aligner(of(VIEW));

    frame(aligner, "first", 100, 100);
    frame(aligner, "same", 100, 110);

    assertThat(outcomes.lines).endsWith("same LATE");
  }

  @Test
  void aPaceEventAtTheTimeOfAnOpenMomentIsSurplus() {
    SiteAligner<String> aligner = aligner(of(VIEW, latest(100)));

    frame(aligner, "first", 100, 100);
    aligner.arrive(event(Modality.CAMERA, "other", "same", 100), 110);

    assertThat(outcomes.lines).containsExactly("same SURPLUS");
  }

  @Test
  void anEventThatOnlyClosedMomentsCouldHaveUsedIsLate() {
    SiteAligner<String> aligner = aligner(of(VIEW, latest(50)));

    frame(aligner, "f", 100, 100);
    aligner.advance(1_100);
    text(aligner, "usable", 51, 1_110);
    text(aligner, "late", 50, 1_120);

    assertThat(outcomes.lines).endsWith("late LATE");
    assertThat(aligner.buffered()).isEqualTo(1);
  }

  // Closing

  @Test
  void aMomentClosesOnceEveryWatermarkHasPassedItsReach() {
    SiteAligner<String> aligner = aligner(of(VIEW, overlap(10, 50)));

    frame(aligner, "f", 100, 100);
    sound(aligner, "short", 100, 49, 150);
    List<String> early = List.copyOf(outcomes.lines);
    sound(aligner, "enough", 149, 1, 160);

    assertThat(early).isEmpty();
    assertThat(outcomes.lines)
        .containsExactly("moment 0/100 opened 100 closed 160 by SETTLED [[f], [short, enough]]");
  }

  @Test
  void aNearestInputNeedNotWaitBeyondTheDistanceOfItsBestCandidate() {
    SiteAligner<String> aligner = aligner(of(VIEW, nearest(50)));

    text(aligner, "near", 97, 97);
    frame(aligner, "f", 100, 100);
    text(aligner, "tooEarlyToTell", 102, 102);
    text(aligner, "asFar", 103, 103);

    assertThat(outcomes.lines)
        .startsWith("moment 0/100 opened 100 closed 102 by SETTLED [[f], [tooEarlyToTell]]");
  }

  @Test
  void disorderHoldsTheWatermarkBack() {
    InputSpec words =
        new InputSpec(
            "words",
            Modality.TEXT,
            s -> true,
            new Matching.Latest(100),
            false,
            DEVICE,
            0,
            20,
            1_000,
            500);
    SiteAligner<String> aligner = aligner(of(VIEW, words));

    frame(aligner, "f", 100, 100);
    text(aligner, "after", 119, 119);
    text(aligner, "before", 99, 120);
    text(aligner, "last", 120, 121);

    assertThat(outcomes.lines)
        .containsExactly("moment 0/100 opened 100 closed 121 by SETTLED [[f], [before]]");
  }

  @Test
  void waitClosesAMomentAtTheInstantItEndsHoweverLateTheClockIsMoved() {
    SiteAligner<String> aligner = aligner(of(VIEW, latest(100)));

    text(aligner, "t", 90, 90);
    frame(aligner, "f", 100, 100);
    aligner.advance(599);
    List<String> early = List.copyOf(outcomes.lines);
    aligner.advance(99_999);

    assertThat(early).isEmpty();
    assertThat(outcomes.lines).startsWith("moment 0/100 opened 100 closed 600 by WAIT [[f], [t]]");
  }

  @Test
  void anInputThatWasNeverSeenIsWaitedForFromTheSitesFirstArrival() {
    SiteAligner<String> aligner = aligner(of(VIEW, waiting(latest(100), 5_000)));

    frame(aligner, "first", 100, 100);
    frame(aligner, "second", 900, 900);
    frame(aligner, "third", 1_200, 1_200);

    assertThat(outcomes.lines)
        .containsExactly(
            "moment 0/100 opened 100 closed 1100 by IDLE [[first], []]",
            "moment 0/900 opened 900 closed 1100 by IDLE [[second], []]",
            "moment 0/1200 opened 1200 closed 1200 by IDLE [[third], []]");
  }

  @Test
  void aSensorThatFallsSilentNoLongerHoldsTheOthersBack() {
    SiteAligner<String> aligner = aligner(of(VIEW, waiting(latest(100), 5_000)));

    aligner.arrive(event(Modality.TEXT, "dying", "d", 0), 0);
    frame(aligner, "f", 500, 500);
    aligner.arrive(event(Modality.TEXT, "alive", "a", 500), 510);
    aligner.advance(2_000);

    assertThat(outcomes.lines)
        .contains("moment 0/500 opened 500 closed 1000 by SETTLED [[f], [a]]");
  }

  @Test
  void momentsCloseInOrderOfTimeAndNeverBeforeTheOneBefore() {
    SiteAligner<String> aligner = aligner(of(VIEW, waiting(latest(100), 300)));

    frame(aligner, "later", 200, 100);
    frame(aligner, "earlier", 100, 150);
    aligner.advance(1_000);

    assertThat(outcomes.lines)
        .containsExactly(
            "moment 0/100 opened 150 closed 450 by WAIT [[earlier], []]",
            "moment 0/200 opened 100 closed 450 by WAIT [[later], []]");
  }

  @Test
  void ofWaitAndIdleTheLaterIsNamedAndWaitIfBothComeAtOnce() {
    SiteAligner<String> aligner =
        aligner(of(VIEW, waiting(latest(100), 1_000), waiting(overlap(5, 5), 100)));

    frame(aligner, "f", 100, 100);
    aligner.advance(5_000);

    // words: wait and idle both at 1100; sound: wait at 200
    assertThat(outcomes.lines)
        .containsExactly("moment 0/100 opened 100 closed 1100 by WAIT [[f], [], []]");
  }

  // Matching

  @Test
  void nearestPrefersTheEarlierThenTheSmallerSensorThenTheSmallerId() {
    SiteAligner<String> aligner = aligner(of(VIEW, nearest(50)));

    for (String[] e : new String[][] {{"b", "1"}, {"a", "2"}, {"a", "3"}}) {
      aligner.arrive(event(Modality.TEXT, e[0], e[1], 90), 90);
    }
    aligner.arrive(event(Modality.TEXT, "a", "0", 110), 95);
    frame(aligner, "f", 100, 100);
    aligner.finish();

    assertThat(outcomes.lines).contains("0 SURPLUS", "1 SURPLUS", "3 SURPLUS");
    assertThat(outcomes.lines.get(0)).endsWith("[[f], [2]]");
  }

  @Test
  void latestPrefersTheGreaterSensorThenTheGreaterId() {
    SiteAligner<String> aligner = aligner(of(VIEW, latest(50)));

    for (String[] e : new String[][] {{"b", "1"}, {"b", "2"}, {"a", "3"}}) {
      aligner.arrive(event(Modality.TEXT, e[0], e[1], 90), 90);
    }
    frame(aligner, "f", 100, 100);
    aligner.finish();

    assertThat(outcomes.lines.get(0)).endsWith("[[f], [2]]");
  }

  @Test
  void overlapTakesWhatMeetsTheHalfOpenWindow() {
    SiteAligner<String> aligner = aligner(of(VIEW, overlap(10, 10)));

    sound(aligner, "endsAtIt", 80, 10, 90);
    sound(aligner, "reachesIn", 80, 11, 91);
    sound(aligner, "pointAtStart", 90, 0, 92);
    sound(aligner, "lastInside", 109, 5, 110);
    sound(aligner, "startsAtEnd", 110, 5, 111);
    frame(aligner, "f", 100, 112);

    assertThat(outcomes.lines)
        .startsWith(
            "moment 0/100 opened 112 closed 112 by SETTLED [[f], [reachesIn, pointAtStart, lastInside]]");
  }

  @Test
  void anOffsetMovesAllTimesOfItsSensors() {
    InputSpec shifted =
        new InputSpec(
            "view", Modality.CAMERA, s -> true, new Matching.Pace(), false, DEVICE, -40, 0, 9, 9);
    SiteAligner<String> aligner = aligner(of(shifted));

    frame(aligner, "f", 140, 200);

    assertThat(outcomes.lines)
        .containsExactly("moment 0/100 opened 200 closed 200 by SETTLED [[f]]");
  }

  // Emission and eviction

  @Test
  void aMomentWithoutARequiredInputIsNotEmittedAndItsPaceEventIsIncomplete() {
    InputSpec words =
        new InputSpec(
            "words",
            Modality.TEXT,
            s -> true,
            new Matching.Latest(50),
            true,
            DEVICE,
            0,
            0,
            1_000,
            100);
    SiteAligner<String> aligner = aligner(of(VIEW, words));

    frame(aligner, "f", 100, 100);
    aligner.advance(1_000);

    assertThat(outcomes.lines).containsExactly("f INCOMPLETE");
  }

  @Test
  void aTickWithoutAnyMatchIsNotEmitted() {
    SiteAligner<String> aligner =
        aligner(
            new AlignmentSpec(
                List.of(latest(30)), 100, null, NONE, NONE, NONE, 100, ClockRules.DEFAULT));

    text(aligner, "a", 90, 90);
    text(aligner, "b", 390, 390);
    text(aligner, "c", 410, 410);

    assertThat(outcomes.lines)
        .containsExactly(
            "moment 0/100 opened 390 closed 390 by SETTLED [[a]]",
            "moment 0/400 opened 410 closed 410 by SETTLED [[b]]",
            "c UNMATCHED");
  }

  @Test
  void anEventThatNoMomentHadWithinReachIsUnmatched() {
    SiteAligner<String> aligner = aligner(of(VIEW, nearest(5)));

    text(aligner, "far", 50, 50);
    text(aligner, "near", 105, 105);
    frame(aligner, "f", 100, 106);

    assertThat(outcomes.lines)
        .containsExactly(
            "moment 0/100 opened 106 closed 106 by SETTLED [[f], [near]]", "far UNMATCHED");
  }

  @Test
  void theOldestEventLeavesAFullBuffer() {
    SiteAligner<String> aligner = aligner(limits(NONE, NONE, NONE, 2, VIEW, latest(1_000)));

    text(aligner, "second", 20, 20);
    text(aligner, "first", 10, 21);
    text(aligner, "third", 30, 30);

    assertThat(outcomes.lines).containsExactly("first OVERFLOW");
  }

  @Test
  void aLeapOfTheClockOverCenturiesOpensOnlyTicksThatMatter() {
    SiteAligner<String> aligner =
        aligner(
            new AlignmentSpec(
                List.of(latest(30)), 100, null, NONE, NONE, NONE, 100, ClockRules.DEFAULT));

    text(aligner, "before", 90, 90);
    text(aligner, "after", 9_000_000_000_000_090L, 200);
    aligner.finish();

    assertThat(outcomes.lines).contains("moment 0/100 opened 200 closed 200 by SETTLED [[before]]");
  }

  private SiteAligner<String> aligner(AlignmentSpec spec) {
    return new SiteAligner<>(spec, outcomes);
  }

  private static AlignmentSpec of(InputSpec... inputs) {
    return limits(NONE, NONE, NONE, 100, inputs);
  }

  private static AlignmentSpec limits(
      long ahead, long behind, long jump, int buffered, InputSpec... inputs) {
    return new AlignmentSpec(
        List.of(inputs), 0, null, ahead, behind, jump, buffered, ClockRules.DEFAULT);
  }

  private static InputSpec latest(long lookback) {
    return input("words", Modality.TEXT, new Matching.Latest(lookback));
  }

  private static InputSpec nearest(long tolerance) {
    return input("words", Modality.TEXT, new Matching.Nearest(tolerance));
  }

  private static InputSpec overlap(long before, long after) {
    return input("sound", Modality.AUDIO, new Matching.Overlap(before, after));
  }

  private static InputSpec input(String name, Modality modality, Matching matching) {
    return new InputSpec(name, modality, s -> true, matching, false, DEVICE, 0, 0, 1_000, 500);
  }

  private static InputSpec waiting(InputSpec input, long wait) {
    return new InputSpec(
        input.name(),
        input.modality(),
        s -> true,
        input.matching(),
        false,
        DEVICE,
        0,
        0,
        1_000,
        wait);
  }

  private static SensorEvent<String> event(Modality modality, String sensor, String id, long t) {
    return new SensorEvent<>(modality, sensor, id, t, 0, id);
  }

  private static void frame(SiteAligner<String> aligner, String id, long t, long arrival) {
    aligner.arrive(event(Modality.CAMERA, "cam", id, t), arrival);
  }

  private static void text(SiteAligner<String> aligner, String id, long t, long arrival) {
    aligner.arrive(event(Modality.TEXT, "phone", id, t), arrival);
  }

  private static void sound(
      SiteAligner<String> aligner, String id, long t, long duration, long arrival) {
    aligner.arrive(new SensorEvent<>(Modality.AUDIO, "mic", id, t, duration, id), arrival);
  }
}
