package io.sensorium.worker.subword;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sensorium.worker.feature.FeatureException;
import io.sensorium.worker.feature.TextFeatures;
import io.sensorium.worker.repository.RepositoryException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small vocabularies, so that the pieces can be found by hand. */
final class SubwordTokenizerTest {
  private final SubwordFiles files = new SubwordFiles();

  @TempDir private Path folder;

  @Test
  void wordPieceTakesTheLongestPiecesFromTheLeft() throws Exception {
    // given: 0 [PAD] 1 [UNK] 2 [CLS] 3 [SEP] 4 un 5 ##aff 6 ##able 7 turn 8 on 9 light 10 ##s 11 !
    SubwordTokenizer tokenizer = files.open(file("wordpiece.json"), 10);

    // then
    assertThat(row(tokenizer.ids(), "UNAFFABLE lights!"))
        .containsExactly(2, 4, 5, 6, 9, 10, 11, 3, 0, 0);
    assertThat(row(tokenizer.mask(), "UNAFFABLE lights!"))
        .containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 0, 0);
    assertThat(row(tokenizer.types(), "UNAFFABLE lights!")).containsOnly(0f);
    assertThat(row(tokenizer.ids(), "turn lightly")).containsExactly(2, 7, 1, 3, 0, 0, 0, 0, 0, 0);
    assertThat(row(tokenizer.mask(), "")).containsExactly(1, 1, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void longTextsAreCutAndKeepTheirLastSign() throws Exception {
    SubwordTokenizer tokenizer = files.open(file("wordpiece.json"), 4);
    assertThat(row(tokenizer.ids(), "turn on lights")).containsExactly(2, 7, 8, 3);
    assertThat(row(tokenizer.mask(), "turn on lights")).containsOnly(1f);
  }

  @Test
  void bytePairsAreMergedInTheOrderOfTheFile() throws Exception {
    // given: 0 ? 1 l 2 o 3 w 4 e 5 r 6 lo 7 low 8 er 9 <none>
    SubwordTokenizer tokenizer = files.open(file("bpe.json"), 7);
    assertThat(row(tokenizer.ids(), "lower role x")).containsExactly(7, 8, 5, 2, 1, 4, 0);
    assertThat(row(tokenizer.ids(), "low")).containsExactly(7, 9, 9, 9, 9, 9, 9);
    assertThat(row(tokenizer.mask(), "low")).containsExactly(1, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void manyThreadsGetWhatOneGets() throws Exception {
    SubwordTokenizer tokenizer = files.open(file("wordpiece.json"), 10);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<float[]>> rows = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        String text = i % 2 == 0 ? "turn on" : "lights !";
        TextFeatures part = i % 4 < 2 ? tokenizer.ids() : tokenizer.mask();
        rows.add(threads.submit(() -> row(part, text)));
      }
      for (int i = 0; i < 400; i++) {
        int last = i % 2 == 0 ? 3 : 4;
        int value = i % 4 < 2 ? 3 : 1;
        assertThat(rows.get(i).get()[last]).as("text %d", i).isEqualTo(value);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void filesThatAreNoTokenizersAreRefused() throws Exception {
    for (String text : List.of("", "{", "{}", "[1]", "{\"model\":{\"type\":\"Odd\"}}")) {
      Path file = Files.writeString(folder.resolve("tokenizer.json"), text);
      assertThatThrownBy(() -> new SubwordFiles().open(file, 4))
          .as(text)
          .isInstanceOf(RepositoryException.class)
          .hasMessageContaining("expected a tokenizer.json");
    }
  }

  @Test
  void textsThatAreTooLongAreRefused() throws Exception {
    TextFeatures ids = files.open(file("wordpiece.json"), 4).ids();
    assertThatThrownBy(() -> row(ids, "a".repeat(70_000)))
        .isInstanceOf(FeatureException.class)
        .hasMessageContaining("at most 65536 characters");
  }

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in = SubwordTokenizerTest.class.getResourceAsStream("/reference/" + name)) {
      Files.write(file, in.readAllBytes());
    }
    return file;
  }

  private static float[] row(TextFeatures features, String text) throws FeatureException {
    FloatBuffer target = FloatBuffer.allocate(features.size());
    features.write(text, target);
    return target.array();
  }
}
