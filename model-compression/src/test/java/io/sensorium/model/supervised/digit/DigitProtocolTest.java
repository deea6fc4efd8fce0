package io.sensorium.model.supervised.digit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.model.network.learning.Split;
import io.sensorium.model.supervised.Samples;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DigitProtocolTest {
  @Test
  void everySampleIsInOnePart() {
    Split split = Split.drawn(100, 10, 20, 3);

    List<Integer> all = new ArrayList<>(split.training());
    all.addAll(split.validation());
    all.addAll(split.test());
    assertThat(split.test()).hasSize(20);
    assertThat(split.validation()).hasSize(10);
    assertThat(all).doesNotHaveDuplicates().hasSize(100);
    assertThat(split).isEqualTo(Split.drawn(100, 10, 20, 3));
    assertThat(split).isNotEqualTo(Split.drawn(100, 10, 20, 4));
  }

  @Test
  void theDatasetsOwnRuleHoldsWhereItCan() {
    DigitProtocol protocol = DigitProtocol.of(recordings(0, 4, 5, 6), 1);

    assertThat(protocol.folds()).hasSize(1);
    assertThat(protocol.shipped().test()).containsExactly(0, 1, 4, 5);
    assertThat(protocol.shipped().training()).doesNotContain(0, 1, 4, 5);
    assertThat(protocol.shipped().validation()).doesNotContain(0, 1, 4, 5);
  }

  @Test
  void otherwiseEveryIndexIsHeldOutOnce() {
    DigitProtocol protocol = DigitProtocol.of(recordings(5, 6, 7), 1);

    assertThat(protocol.folds())
        .extracting(Split::test)
        .containsExactly(List.of(0, 3), List.of(1, 4), List.of(2, 5));
    assertThat(protocol.bySpeaker())
        .extracting(Split::test)
        .containsExactly(List.of(0, 1, 2), List.of(3, 4, 5));
    assertThat(protocol.shipped().test()).isEmpty();
  }

  /** Of two speakers. */
  private static Samples<Utterance> recordings(int... indices) {
    List<Utterance> utterances = new ArrayList<>();
    List<Integer> targets = new ArrayList<>();
    for (String speaker : List.of("ann", "bob")) {
      for (int index : indices) {
        utterances.add(new Utterance(speaker, index, new float[0], new float[0]));
        targets.add(0);
      }
    }
    return new Samples<>(List.of("0"), utterances, targets);
  }
}
