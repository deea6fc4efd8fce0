package io.sensorium.model.supervised.intent.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordCountsTest {
  @Test
  void wordsOfTwoTextsCountInTheOrderOfLetters() {
    WordCounts counts = WordCounts.of(List.of("Turn it on, on!", "turn OFF the fan", "fan on"));

    assertThat(counts.lines()).containsExactly("fan", "on", "turn");
    assertThat(counts.vocabulary()).containsExactly("[pad]", "[unk]", "fan", "on", "turn");
  }

  @Test
  void frequenciesAreThoseOfScikitLearn() {
    // ln((1 + 3) / (1 + 2)) + 1 and ln((1 + 3) / (1 + 3)) + 1
    assertThat(WordCounts.of(List.of("a b", "a b", "a c")).frequencies())
        .containsExactly("a\t1.000000", "b\t1.287682");
  }

  @Test
  void whereNoTwoTextsShareAWordAllCount() {
    assertThat(WordCounts.of(List.of("yes", "no")).lines()).containsExactly("no", "yes");
  }
}
