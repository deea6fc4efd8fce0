package io.sensorium.worker.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sensorium.worker.fixture.Moments;
import io.sensorium.worker.fixture.OneModel;
import io.sensorium.worker.fixture.SampleData;
import io.sensorium.worker.fixture.Sound;
import io.sensorium.worker.moment.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models for sound that we did not make, with the outputs that others had. */
final class ThirdPartySoundTest {
  private static final String MODELS = "onnx-models/";
  private static final int HOP = 256;

  /** A turn in 512 steps; three quarters of it further on they are the sines. */
  private static final double[] COSINES =
      IntStream.range(0, 512).mapToDouble(i -> Math.cos(2 * Math.PI * i / 512)).toArray();

  @TempDir private Path root;

  @Test
  void dnsmosRatesSpeechAsItsReferenceDoes() throws Exception {
    OneModel.repository(
        root,
        SampleData.at(MODELS + "dnsmos/DNSMOS/DNSMOS/sig_bak_ovr.onnx"),
        "task: embedding\ninputs: { input_1: { audio: { sample-rate: 16000, raw: {} } } }\n");
    float[] speech = Sound.read(SampleData.at(MODELS + "silero-vad/tests/data/test.wav"));
    try (InferenceGraph graph =
        OneModel.open(root, "audio", "{ input_1: { input: in } }", "Identity:0")) {
      float[] values =
          OneModel.values(
              OneModel.predict(
                  graph,
                  0,
                  Moments.sound(
                      "in", Moments.chunk("mic", 0, 16_000, Arrays.copyOf(speech, 144_160)))));
      assertThat(values)
          .containsExactly(new float[] {4.0101447f, 3.3796036f, 3.2787557f}, within(1e-3f));
    }
  }

  @Test
  void theSmallerSileroGivesTheProbabilitiesOfTheLarger() throws Exception {
    // given
    OneModel.repository(
        root,
        SampleData.at(MODELS + "silero-vad/src/silero_vad/data/silero_vad_16k_op15.onnx"),
        """
        task: embedding
        inputs: { input: { audio: { sample-rate: 16000, raw: { window: 512, context: 64 } } } }
        """);
    List<String> reference =
        Files.readAllLines(SampleData.at(MODELS + "silero-vad/reference/test.wav.probs.csv"));
    float[] speech = Sound.read(SampleData.at(MODELS + "silero-vad/tests/data/test.wav"));
    try (InferenceGraph graph =
        OneModel.open(
            root,
            "audio",
            "{ input: { input: in }, state: { state: stateN }, sr: { constant: [16000] } }",
            "output")) {
      for (int chunk = 0; chunk < 200; chunk++) {
        // when
        long time = chunk * 32_000L;
        float[] fresh = Arrays.copyOfRange(speech, chunk * 512, chunk * 512 + 512);
        float[] values =
            OneModel.values(
                OneModel.predict(
                    graph, time, Moments.sound("in", Moments.chunk("mic", time, 16_000, fresh))));

        // then
        float expected = Float.parseFloat(reference.get(chunk + 1).split(",", -1)[2]);
        assertThat(values)
            .as("chunk %d", chunk)
            .containsExactly(new float[] {expected}, within(1e-4f));
      }
    }
  }

  /** Frame after frame with its caches as state; a chunk is a hop, so each has a frame's output. */
  @Test
  void gtcrnEnhancesSpeechAsItsMakersDid() throws Exception {
    // given
    OneModel.repository(
        root,
        SampleData.at(MODELS + "gtcrn/stream/onnx_models/gtcrn_simple.onnx"),
        """
        task: embedding
        inputs: { mix: { audio: { sample-rate: 16000, spectrum: { window: 512, hop: 256 } } } }
        """);
    float[] wanted = Sound.read(SampleData.at(MODELS + "gtcrn/stream/test_wavs/enh_stream.wav"));
    float[] padded =
        reflected(Sound.read(SampleData.at(MODELS + "gtcrn/stream/test_wavs/mix.wav")));

    // when
    double[] sum = new double[padded.length];
    try (InferenceGraph graph =
        OneModel.open(
            root,
            "audio",
            "{ mix: { input: in }, conv_cache: { state: conv_cache_out }, tra_cache: { state:"
                + " tra_cache_out }, inter_cache: { state: inter_cache_out } }",
            "enh")) {
      for (int frame = 0; frame * HOP + 2 * HOP <= padded.length; frame++) {
        int from = frame == 0 ? 0 : (frame + 1) * HOP;
        float[] fresh = Arrays.copyOfRange(padded, from, (frame + 2) * HOP);
        long time = from * 125L / 2;
        Outcome.Predicted outcome =
            OneModel.predict(
                graph, time, Moments.sound("in", Moments.chunk("mic", time, 16_000, fresh)));
        assertThat(outcome.stateReset()).isEqualTo(frame == 0);
        overlapAdd(OneModel.values(outcome), frame * HOP, sum);
      }
    }

    // then: what the padding added is cut off again
    double signal = 0;
    double noise = 0;
    for (int i = 0; i < Math.min(wanted.length, padded.length - 4 * HOP); i++) {
      signal += wanted[i] * (double) wanted[i];
      noise += Math.pow(sum[i + HOP] - wanted[i], 2);
    }
    assertThat(10 * Math.log10(signal / noise)).isGreaterThan(50);
  }

  /** A window's worth on either side, mirrored at the ends. */
  private static float[] reflected(float[] sound) {
    float[] padded = new float[sound.length + 2 * HOP];
    System.arraycopy(sound, 0, padded, HOP, sound.length);
    for (int i = 1; i <= HOP; i++) {
      padded[HOP - i] = sound[i];
      padded[HOP + sound.length - 1 + i] = sound[sound.length - 1 - i];
    }
    return padded;
  }

  /**
   * The inverse transform by its definition; squared windows of half-overlapping frames add to 1.
   */
  private static void overlapAdd(float[] bins, int at, double[] sum) {
    assertThat(bins).hasSize(514);
    for (int i = 0; i < 512; i++) {
      double value = bins[0] + bins[512] * (i % 2 == 0 ? 1 : -1);
      for (int k = 1; k < 256; k++) {
        int angle = k * i % 512;
        value +=
            2 * (bins[2 * k] * COSINES[angle] - bins[2 * k + 1] * COSINES[(angle + 384) % 512]);
      }
      sum[at + i] += value / 512 * Math.sin(Math.PI * i / 512);
    }
  }
}
