package io.sensorium.worker.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sensorium.worker.feature.LogMelSpec;
import io.sensorium.worker.feature.LogMelSpec.Order;
import io.sensorium.worker.feature.Mfcc;
import io.sensorium.worker.feature.MfccSpec;
import io.sensorium.worker.fixture.Moments;
import io.sensorium.worker.fixture.OneModel;
import io.sensorium.worker.fixture.TinyModel;
import io.sensorium.worker.repository.RepositoryException;
import io.sensorium.worker.tensor.ModelException;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From model.yaml to the tensor, seen through a model that gives back what it gets. */
final class BoundFeaturesTest {
  @TempDir private Path root;

  @Test
  void countsOfWordsReachTheModel() throws Exception {
    echo("text: { bag-of-words: { vocabulary: w.txt }, cleaning: { stop-words: s.txt } }", -1, 3);
    file("w.txt", "the\nlight\non\n");
    file("s.txt", "the\n");
    assertThat(text("The light, the LIGHT on")).containsExactly(0, 2, 1);
  }

  @Test
  void weighedCountsReachTheModel() throws Exception {
    echo("text: { tf-idf: { file: idf.tsv } }", -1, -1);
    file("idf.tsv", "light\t3\non\t2\n");
    assertThat(text("on light on")).containsExactly(new float[] {0.6f, 0.8f}, within(1e-6f));
  }

  @Test
  void averagedVectorsReachTheModel() throws Exception {
    echo("text: { word-vectors: { file: v.txt } }", -1, 2);
    file("v.txt", "light 1 2\non 3 -4\n");
    assertThat(text("light on")).containsExactly(2, -1);
  }

  @Test
  void filesThatDoNotFitAreNamed() throws Exception {
    echo("text: { tf-idf: { file: idf.tsv } }", -1, 3);
    assertThatThrownBy(() -> text("on"))
        .isInstanceOf(RepositoryException.class)
        .hasMessageContaining("idf.tsv: expected a file, found nothing");
    file("idf.tsv", "light 3\n");
    assertThatThrownBy(() -> text("on"))
        .isInstanceOf(RepositoryException.class)
        .hasMessageContaining("a word, a tab and a number on line 1");
    file("idf.tsv", "light\t3\n");
    assertThatThrownBy(() -> text("on"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("number of values 3, as the shape [?, 3] says, found 1");
  }

  @Test
  void cepstraReachTheModelInItsOrder() throws Exception {
    // given
    echo(
        "audio: { sample-rate: 8000, mfcc: { coefficients: 5, bands: 12, window: 200, hop: 80 } }",
        -1,
        5,
        4);
    float[] samples = noise(440);
    LogMelSpec mel = new LogMelSpec(8000, 12, 200, 80, 0, 4000, Order.BANDS_FRAMES);
    FloatBuffer expected = FloatBuffer.allocate(20);
    new Mfcc(new MfccSpec(mel, 5)).write(samples, expected);

    // then
    assertThat(sound(samples)).containsExactly(expected.array(), within(1e-5f));
  }

  @Test
  void standardisedSoundReachesTheModel() throws Exception {
    echo("audio: { sample-rate: 8000, raw: { standardise: true } }", -1, 4);
    assertThat(sound(new float[] {0.2f, 0.4f, 0.2f, 0.4f}))
        .containsExactly(new float[] {-1, 1, -1, 1}, within(1e-4f));
  }

  private void echo(String input, long... dims) throws IOException {
    Path model = root.resolve("echo.onnx");
    new TinyModel()
        .input("x", TinyModel.FLOAT, dims)
        .node("Identity", List.of("x"), "y")
        .output("y", TinyModel.FLOAT, dims)
        .write(model);
    OneModel.repository(root, model, "task: embedding\ninputs: { x: { " + input + " } }\n");
  }

  private void file(String name, String text) throws IOException {
    Files.writeString(root.resolve("model/1").resolve(name), text);
  }

  private float[] text(String text) throws Exception {
    try (InferenceGraph graph = OneModel.open(root, "text", "{ x: { input: in } }", "y")) {
      return OneModel.values(OneModel.predict(graph, 1, Moments.words("in", 1, text)));
    }
  }

  private float[] sound(float[] samples) throws Exception {
    try (InferenceGraph graph = OneModel.open(root, "audio", "{ x: { input: in } }", "y")) {
      return OneModel.values(
          OneModel.predict(graph, 0, Moments.sound("in", Moments.chunk("mic", 0, 8000, samples))));
    }
  }

  private static float[] noise(int samples) {
    SplittableRandom random = new SplittableRandom(6);
    float[] noise = new float[samples];
    for (int i = 0; i < samples; i++) {
      noise[i] = (float) (random.nextDouble() - 0.5);
    }
    return noise;
  }
}
