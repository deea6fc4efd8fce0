package io.sensorium.worker.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sensorium.event.Classification;
import io.sensorium.pipeline.Pipeline;
import io.sensorium.worker.fixture.Moments;
import io.sensorium.worker.fixture.SampleData;
import io.sensorium.worker.fixture.Sound;
import io.sensorium.worker.moment.Outcome;
import io.sensorium.worker.onnx.OnnxRuntime;
import io.sensorium.worker.onnx.OnnxSettings;
import io.sensorium.worker.onnx.Provider;
import io.sensorium.worker.repository.ModelRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Silero VAD, a model with state, chunk after chunk. */
final class SpeechWithStateTest {
  private static final String PIPELINE =
      """
      pipeline: speech
      pace: { each: sound }
      inputs:
        sound: { modality: audio }
      inference:
        steps:
          speech:
            model: vad
            tensors:
              input: { input: sound }
              state: { state: stateN }
              sr: { constant: [16000] }
        prediction: { step: speech, output: output }
      """;

  private static final String MODEL =
      """
      task: classification
      labels: labels.txt
      inputs:
        input: { audio: { sample-rate: 16000, raw: { window: 512, context: 64 } } }
      """;

  @Test
  void everyChunkHasTheLargestOfTheReferenceProbabilitiesOfItsWindows(@TempDir Path folder)
      throws Exception {
    // given: chunks of 1000 samples, so that windows lie across their seams
    List<String> reference =
        Files.readAllLines(SampleData.at("onnx-models/silero-vad/reference/test.wav.probs.csv"));
    float[] speech = Sound.read(SampleData.at("onnx-models/silero-vad/tests/data/test.wav"));

    try (InferenceGraph graph = graph(folder)) {
      for (int chunk = 0; chunk < 100; chunk++) {
        // when
        long time = chunk * 62_500L;
        float[] samples = Arrays.copyOfRange(speech, chunk * 1000, chunk * 1000 + 1000);
        Outcome.Predicted outcome = predict(graph, "home", time, samples);

        // then
        double expected = 0;
        for (int w = (chunk * 1000) / 512; w < (chunk * 1000 + 1000) / 512; w++) {
          expected = Math.max(expected, Double.parseDouble(reference.get(w + 1).split(",", -1)[2]));
        }
        double score = speechScore(outcome);
        assertThat(score).as("chunk %d", chunk).isCloseTo(expected, within(1e-5));
        assertThat(outcome.stateReset()).isEqualTo(chunk == 0);
      }
    }
  }

  @Test
  void noiseIsNoSpeech(@TempDir Path folder) throws Exception {
    SplittableRandom random = new SplittableRandom(5);
    try (InferenceGraph graph = graph(folder)) {
      for (int chunk = 0; chunk < 20; chunk++) {
        float[] noise = new float[8000];
        for (int i = 0; i < noise.length; i++) {
          noise[i] = (float) (random.nextDouble() - 0.5) * 0.02f;
        }
        Outcome.Predicted outcome = predict(graph, "home", chunk * 500_000L, noise);
        assertThat(speechScore(outcome)).isLessThan(0.5);
      }
    }
  }

  @Test
  void aGapBeginsTheStateAnewAndARedeliveredChunkDoesNotMoveIt(@TempDir Path folder)
      throws Exception {
    float[] speech = Sound.read(SampleData.at("onnx-models/silero-vad/tests/data/test.wav"));
    float[] one = Arrays.copyOfRange(speech, 16_000, 32_000);
    float[] two = Arrays.copyOfRange(speech, 32_000, 48_000);
    try (InferenceGraph graph = graph(folder)) {
      predict(graph, "home", 0, one);
      double first = speechScore(predict(graph, "home", 1_000_000, two));
      assertThat(speechScore(predict(graph, "home", 1_000_000, two))).isEqualTo(first);
      assertThat(predict(graph, "home", 9_000_000, two).stateReset()).isTrue();
      assertThat(predict(graph, "other", 10_000_000, two).stateReset()).isTrue();
      assertThat(predict(graph, "home", 10_000_000, one).stateReset()).isFalse();
    }
  }

  private static Outcome.Predicted predict(
      InferenceGraph graph, String site, long time, float[] samples) throws Exception {
    Outcome outcome =
        graph
            .submit(
                Moments.moment(
                    site,
                    time,
                    Moments.sound("sound", Moments.chunk("mic", time, 16_000, samples))))
            .join();
    assertThat(outcome).isInstanceOf(Outcome.Predicted.class);
    return (Outcome.Predicted) outcome;
  }

  private static double speechScore(Outcome.Predicted outcome) {
    return ((Classification) outcome.result()).getScores().get(0).getScore();
  }

  private static InferenceGraph graph(Path folder) throws Exception {
    Path version = Files.createDirectories(folder.resolve("vad/1"));
    Files.copy(
        SampleData.at("onnx-models/silero-vad/src/silero_vad/data/silero_vad.onnx"),
        version.resolve("model.onnx"));
    Files.writeString(version.resolve("labels.txt"), "speech\n");
    Files.writeString(folder.resolve("vad/model.yaml"), MODEL);
    Pipeline pipeline = Pipeline.parse("speech", PIPELINE);
    return InferenceGraph.open(
        Objects.requireNonNull(pipeline.inference()),
        pipeline.inputs(),
        ModelRepository.open(folder),
        OnnxRuntime.open(OnnxSettings.DEFAULT.on(Provider.CPU)),
        GraphSettings.DEFAULT);
  }
}
