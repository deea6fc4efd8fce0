package io.sensorium.fusion.approximate;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.fusion.approximate.Streams.Stamp;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a search from which events have been taken out. */
class SetSearchTest {
  private static final long SECOND = 2;

  private final Found found = new Found(new SearchRules(List.of(0L, 0L), 0, Long.MAX_VALUE));

  @Test
  void anEventBeforeOneThatWasTakenOutIsInNoSet() {
    add(0, 100);
    found.search.removeFirst(0);
    add(1, 101);
    add(0, 200);

    assertThat(found.sets).isEmpty();
    assertThat(found.reasons).containsExactly(Discard.ROBBED);
  }

  @Test
  void anInputIsNoLongerRobbedWhenAnotherHasALaterHead() {
    add(0, 100);
    found.search.removeFirst(0);
    add(0, 200);
    add(1, 210);
    add(0, 300);
    add(1, 290);
    add(1, 310);

    assertThat(found.sets).extracting(set -> set.get(0).time()).containsExactly(200L, 300L);
    assertThat(found.sets).extracting(set -> set.get(1).time()).containsExactly(210L, 290L);
    assertThat(found.reasons).isEmpty();
  }

  @Test
  void noSetIsShorterThanOneAtOneTimeWhateverWasTakenOut() {
    add(0, 100);
    found.search.removeFirst(0);
    found.add(new Stamp(0, 0, 200), SECOND);

    assertThat(found.sets).hasSize(1);
    assertThat(found.reasons).isEmpty();
  }

  @Test
  void anEventThatIsTakenOutOfTheCandidateMakesTheSearchBeginAnew() {
    add(0, 100);
    add(1, 110);
    found.search.removeIf(1, stamp -> stamp.time() == 110);
    add(1, 101);
    add(0, 120);
    add(0, 150);
    add(1, 121);

    assertThat(found.reasons).containsExactly(Discard.ROBBED, Discard.SURPASSED);
    assertThat(found.sets).hasSize(1);
    assertThat(found.sets.get(0)).extracting(Stamp::time).containsExactly(120L, 121L);
  }

  private void add(int input, long time) {
    found.add(new Stamp(input, 0, time), 0);
  }
}
