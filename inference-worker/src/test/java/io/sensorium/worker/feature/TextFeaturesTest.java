package io.sensorium.worker.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sensorium.worker.feature.TfIdf.Norm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TextFeaturesTest {

  @Test
  void cleaningDropsWhatItIsToldTo() throws FeatureException {
    String text = "The LIGHT, the \uFB01re & a caf\u00E9!";
    assertThat(TextCleaning.DEFAULT.words(text))
        .containsExactly("the", "light", "the", "fire", "a", "caf\u00E9");
    assertThat(new TextCleaning(true, true, false, 2, Set.of("the")).words(text))
        .containsExactly("light", "fire", "caf\u00E9");
    assertThat(new TextCleaning(true, false, true, 1, Set.of("the")).words(text))
        .containsExactly("The", "LIGHT", ",", "fire", "&", "a", "caf\u00E9", "!");
    assertThat(new TextCleaning(false, true, false, 1, Set.of()).words("\uFB01re"))
        .containsExactly("\uFB01re");
  }

  @Test
  void aBagCountsItsOwnWords() throws FeatureException {
    List<String> words = List.of("on", "off", "light");
    String text = "Light on, light ON, light... please";
    assertThat(row(new BagOfWords(words, false, TextCleaning.DEFAULT), text))
        .containsExactly(2, 0, 3);
    assertThat(row(new BagOfWords(words, true, TextCleaning.DEFAULT), text))
        .containsExactly(1, 0, 1);
    assertThatThrownBy(() -> new BagOfWords(List.of("a", "a"), true, TextCleaning.DEFAULT))
        .hasMessageContaining("'a' again on line 2");
  }

  /**
   * The example of scikit-learn's user guide on tf-idf: counts 3, 0, 1 with document frequencies 6,
   * 1, 2 of 6, smoothed, give 0.8515, 0, 0.5243.
   */
  @Test
  void tfIdfGivesThePublishedNumbers() throws FeatureException {
    List<String> lines =
        List.of(
            "a\t" + (Math.log(7 / 7.0) + 1),
            "b\t" + (Math.log(7 / 2.0) + 1),
            "c\t" + (Math.log(7 / 3.0) + 1));
    float[] row = row(TfIdf.of(lines, false, Norm.L2, TextCleaning.DEFAULT), "a c a a");
    assertThat(row).containsExactly(new float[] {0.8515f, 0f, 0.5243f}, within(5e-5f));
  }

  @Test
  void tfIdfWithOtherOptionsIsByItsFormula() throws FeatureException {
    List<String> lines = List.of("a\t2", "b\t3");
    assertThat(row(TfIdf.of(lines, false, Norm.NONE, TextCleaning.DEFAULT), "a a b"))
        .containsExactly(4, 3);
    assertThat(row(TfIdf.of(lines, false, Norm.L1, TextCleaning.DEFAULT), "a a b")[0])
        .isEqualTo(4 / 7f, within(1e-6f));
    assertThat(row(TfIdf.of(lines, true, Norm.NONE, TextCleaning.DEFAULT), "a a b"))
        .containsExactly((float) (2 * (1 + Math.log(2))), 3);
    assertThat(row(TfIdf.of(lines, false, Norm.L2, TextCleaning.DEFAULT), "none")).containsOnly(0f);
    for (String line : List.of("a", "a 2", "a\tmuch", "\t2", "a\tNaN")) {
      assertThatThrownBy(() -> TfIdf.of(List.of(line), false, Norm.L2, TextCleaning.DEFAULT))
          .as(line)
          .hasMessageContaining("a word, a tab and a number on line 1");
    }
  }

  @Test
  void vectorsOfKnownWordsAreAveraged() throws Exception {
    WordVectors vectors = text("3 2\nlight 1 2\non 3 -4 \ncaf\u00E9 0.5 1e1\non 9 9\n");
    AveragedVectors features = new AveragedVectors(vectors, TextCleaning.DEFAULT);
    assertThat(vectors.words()).isEqualTo(3);
    assertThat(row(features, "LIGHT on, please!")).containsExactly(2, -1);
    assertThat(row(features, "caf\u00E9")).containsExactly(0.5f, 10);
    assertThat(row(features, "nothing known")).containsExactly(0, 0);
  }

  @Test
  void theBinaryFormGivesTheSame() throws Exception {
    // given: as word2vec writes it, a line's end behind each vector
    ByteBuffer bytes = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put("2 2\nlight ".getBytes(StandardCharsets.UTF_8)).putFloat(1).putFloat(2);
    bytes.put("\non ".getBytes(StandardCharsets.UTF_8)).putFloat(3).putFloat(-4).put((byte) '\n');
    byte[] whole = new byte[bytes.position()];
    bytes.flip().get(whole);

    // when
    WordVectors vectors = WordVectors.binary(new ByteArrayInputStream(whole));

    // then
    assertThat(row(new AveragedVectors(vectors, TextCleaning.DEFAULT), "light on"))
        .containsExactly(2, -1);
    assertThatThrownBy(
            () -> WordVectors.binary(new ByteArrayInputStream(whole, 0, whole.length - 4)))
        .hasMessageContaining("expected 2 words of 2 values, found the end after 1");
  }

  @Test
  void filesThatAreNoneOrTooLargeAreRefused() {
    assertThatThrownBy(() -> text("light 1 2\non 3\n"))
        .hasMessageContaining("a word and 2 numbers on line 2, found 1");
    assertThatThrownBy(() -> text("light 1 two\n")).hasMessageContaining("on line 1");
    assertThatThrownBy(() -> text("light 1 NaN\n")).hasMessageContaining("finite");
    assertThatThrownBy(() -> text("")).hasMessageContaining("words of 1 to 4096 values");
    assertThatThrownBy(() -> text("x".repeat(200_000))).hasMessageContaining("lines of at most");
    byte[] huge = "999999999 4000\n".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> WordVectors.binary(new ByteArrayInputStream(huge)))
        .hasMessageContaining("134217728 values in all at most");
  }

  private static WordVectors text(String text) throws IOException {
    return WordVectors.text(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static float[] row(TextFeatures features, String text) throws FeatureException {
    FloatBuffer target = FloatBuffer.allocate(features.size());
    features.write(text, target);
    return target.array();
  }
}
