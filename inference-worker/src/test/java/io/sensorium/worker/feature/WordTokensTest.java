package io.sensorium.worker.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.LongBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WordTokensTest {
  private static final Vocabulary VOCABULARY =
      Vocabulary.of(List.of("[pad]", "[unk]", "turn", "on", "the", "light", "don't"));

  @Test
  void wordsBecomeIdsAndTheRestIsPadding() throws FeatureException {
    LongBuffer ids = LongBuffer.allocate(8);
    int used = new WordTokens(VOCABULARY, 8).write("Turn ON, the LIGHT; please!", ids);
    assertThat(used).isEqualTo(5);
    assertThat(ids.array()).containsExactly(2, 3, 4, 5, 1, 0, 0, 0);
  }

  @Test
  void longTextsAreCut() throws FeatureException {
    LongBuffer ids = LongBuffer.allocate(2);
    new WordTokens(VOCABULARY, 2).write("turn on the light", ids);
    assertThat(ids.array()).containsExactly(2, 3);
  }

  @Test
  void compatibleCharactersAreTheSameWord() throws FeatureException {
    // given: full-width letters, a ligature, a typographic apostrophe, decomposed and composed
    // accents
    assertThat(WordTokens.words("\uFF54\uFF55\uFF52\uFF4E \uFB01re don\u2019t"))
        .containsExactly("turn", "fire", "don't");
    assertThat(WordTokens.words("cafe\u0301")).isEqualTo(WordTokens.words("caf\u00E9"));
  }

  @Test
  void textWithoutWordsIsAllPadding() throws FeatureException {
    LongBuffer ids = LongBuffer.allocate(3);
    assertThat(new WordTokens(VOCABULARY, 3).write(" \u0000\u200B?! ", ids)).isZero();
    assertThat(ids.array()).containsOnly(0);
  }

  @Test
  void tenMegabytesAreRefused() {
    assertThatThrownBy(() -> WordTokens.words("a ".repeat(5 << 20)))
        .isInstanceOf(FeatureException.class)
        .hasMessage(
            "expected a text of at most 65536 characters, found 10485760 characters; send"
                + " utterances and messages one by one");
  }

  @Test
  void aVocabularyWithoutItsTwoSignsOrWithAWordTwiceIsRefused() {
    assertThatThrownBy(() -> Vocabulary.of(List.of("[pad]", "on")))
        .hasMessageContaining("expected a line [pad] and a line [unk]");
    assertThatThrownBy(() -> Vocabulary.of(List.of("[pad]", "[unk]", "on", "on")))
        .hasMessageContaining("'on' again on line 4");
  }
}
