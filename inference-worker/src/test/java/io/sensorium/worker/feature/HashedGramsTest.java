package io.sensorium.worker.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sensorium.worker.feature.HashedGrams.GramSpec;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HashedGramsTest {
  /** The published FNV-1a of one "a" is e40c292c. */
  @Test
  void aWordsNumberIsItsHash() throws FeatureException {
    float[] row = row(new GramSpec(1, 0, 0, 1001, 3), "A!");

    assertThat(row).containsExactly(1 + Integer.remainderUnsigned(0xe40c292c, 1000), 0, 0);
  }

  @Test
  void wordsPairsAndPiecesAreAllThere() throws FeatureException {
    // ab, cd, "ab cd"; <a, ab, b>, <ab, ab>; the same of cd
    assertThat(numbers(new GramSpec(2, 2, 3, 1 << 20, 32), "ab cd")).hasSize(13);
  }

  @Test
  void wordsThatAreNewShareTheirPieces() throws FeatureException {
    GramSpec spec = new GramSpec(1, 3, 5, 1 << 20, 64);
    List<Float> known = numbers(spec, "lights");
    List<Float> other = numbers(spec, "lighten");

    other.retainAll(known);

    // <li, lig, igh, ght and the longer ones within "<light"
    assertThat(other).hasSize(4 + 3 + 2);
  }

  @Test
  void longTextsLoseTheirLastPieces() throws FeatureException {
    float[] row = row(new GramSpec(1, 3, 3, 1 << 20, 4), "turn the lights off");

    assertThat(row).doesNotContain(0);
    assertThat(row).containsExactly(row(new GramSpec(1, 0, 0, 1 << 20, 4), "turn the lights off"));
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> new GramSpec(1, 5, 3, 100, 10))
        .hasMessageContaining("characters [5, 3]");
  }

  private static List<Float> numbers(GramSpec spec, String text) throws FeatureException {
    List<Float> numbers = new ArrayList<>();
    for (float number : row(spec, text)) {
      if (number != HashedGrams.PADDING) {
        numbers.add(number);
      }
    }
    return numbers;
  }

  private static float[] row(GramSpec spec, String text) throws FeatureException {
    float[] row = new float[spec.length()];
    new HashedGrams(spec, TextCleaning.DEFAULT).write(text, FloatBuffer.wrap(row));
    return row;
  }
}
