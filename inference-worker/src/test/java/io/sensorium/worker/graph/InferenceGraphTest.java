package io.sensorium.worker.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.sensorium.event.Classification;
import io.sensorium.event.MissingInput;
import io.sensorium.event.MissingReason;
import io.sensorium.event.Modality;
import io.sensorium.event.PredictionInput;
import io.sensorium.event.Score;
import io.sensorium.event.Stage;
import io.sensorium.pipeline.Pipeline;
import io.sensorium.worker.fixture.Moments;
import io.sensorium.worker.fixture.TinyModel;
import io.sensorium.worker.moment.InputPayload;
import io.sensorium.worker.moment.MissingPayload;
import io.sensorium.worker.moment.MomentPayloads;
import io.sensorium.worker.moment.Outcome;
import io.sensorium.worker.onnx.OnnxRuntime;
import io.sensorium.worker.onnx.OnnxSettings;
import io.sensorium.worker.onnx.Provider;
import io.sensorium.worker.repository.ModelRepository;
import io.sensorium.worker.tensor.ModelException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three encoders and a head: the view gives its mean red, green and blue, the sound its loudest
 * sample, the words their first id; the head adds 100 times the mask and scores two labels.
 */
final class InferenceGraphTest {
  private static final String PIPELINE =
      """
      pipeline: home
      pace: { each: view }
      inputs:
        view: { modality: camera }
        sound: { modality: audio, match: overlap, before: 5ms, after: 5ms }
        words: { modality: text, match: latest, lookback: 10s }
      inference:
        max-batch-size: 8
        steps:
          frame: { model: frame, tensors: { pixels: { input: view } } }
          loud: { model: loud, tensors: { wave: { input: sound } } }
          first: { model: first, tensors: { ids: { input: words } } }
          head:
            model: head
            tensors:
              frame: { step: frame, output: colour }
              loud: { step: loud, output: peak }
              first: { step: first, output: id }
              mask: { presence: [view, sound, words] }
        prediction: { step: head, output: scores }
      """;

  @TempDir private Path folder;

  @BeforeEach
  void models() throws IOException {
    new TinyModel()
        .input("pixels", TinyModel.FLOAT, -1, 3, 4, 4)
        .node("GlobalAveragePool", List.of("pixels"), "mean")
        .node("Flatten", List.of("mean"), "colour")
        .output("colour", TinyModel.FLOAT, -1, 3)
        .write(folder.resolve("frame/1/model.onnx"));
    yaml("frame", "inputs: { pixels: { image: { scale: 0.00392156862745098 } } }");
    new TinyModel()
        .input("wave", TinyModel.FLOAT, -1, 10)
        .indices("one", List.of(1L))
        .node("TopK", List.of("wave", "one"), List.of("peak", "place"))
        .output("peak", TinyModel.FLOAT, -1, 1)
        .write(folder.resolve("loud/1/model.onnx"));
    yaml("loud", "inputs: { wave: { audio: { sample-rate: 1000, raw: { } } } }");
    new TinyModel()
        .input("ids", TinyModel.INT64, -1, 3)
        .indices("zero", List.of(0L))
        .node("Cast", List.of("ids"), "floats", "to", TinyModel.FLOAT)
        .node("Gather", List.of("floats", "zero"), "id", "axis", 1)
        .output("id", TinyModel.FLOAT, -1, 1)
        .write(folder.resolve("first/1/model.onnx"));
    yaml("first", "inputs: { ids: { text: { vocabulary: vocabulary.txt } } }");
    Files.writeString(folder.resolve("first/1/vocabulary.txt"), "[pad]\n[unk]\nhelp\n");
    head(3);
    yaml("head", "{ task: classification, labels: labels.txt }");
    Files.writeString(folder.resolve("head/1/labels.txt"), "sum\nnone\n");
  }

  /** scores = [frame, loud, first, mask] times a column of ones and one of zeros. */
  private void head(int frameSize) throws IOException {
    List<Float> weights = new ArrayList<>();
    for (int i = 0; i < frameSize + 5; i++) {
      weights.addAll(List.of(i < frameSize + 2 ? 0.125f : 0.0625f, 0f));
    }
    new TinyModel()
        .input("frame", TinyModel.FLOAT, -1, frameSize)
        .input("loud", TinyModel.FLOAT, -1, 1)
        .input("first", TinyModel.FLOAT, -1, 1)
        .input("mask", TinyModel.FLOAT, -1, 3)
        .constant("weights", weights, frameSize + 5, 2)
        .node("Concat", List.of("frame", "loud", "first", "mask"), "all", "axis", 1)
        .node("MatMul", List.of("all", "weights"), "scores")
        .output("scores", TinyModel.FLOAT, -1, 2)
        .write(folder.resolve("head/1/model.onnx"));
  }

  @Test
  void aWholeMomentIsPredictedWithWhatEachInputContributed() throws Exception {
    try (InferenceGraph graph = open(PIPELINE)) {
      // when: colour (1, 0, 0), peak 0.5, id 2
      Outcome.Predicted outcome =
          predicted(graph, Moments.moment("home", 100_000, view(100), sound(100), words(1)));

      // then: 0.125 * (1 + 0.5 + 2) + 0.0625 * 3
      assertThat(score(outcome, "sum")).isCloseTo(0.625f, within(1e-3f));
      assertThat(contributions(outcome))
          .containsEntry("view", 0.1875f)
          .containsEntry("sound", 0.125f)
          .containsEntry("words", 0.3125f);
      assertThat(outcome.missing()).isEmpty();
      assertThat(outcome.model().getName()).isEqualTo("head");
      assertThat(outcome.model().getVariant()).isEqualTo("fp32");
      assertThat(outcome.model().getProvider()).isEqualTo("cpu");
      assertThat(outcome.inputs().get(2).getEvents().get(0).getText()).isNull();
      assertThat(graph.inputs()).containsExactly("view", "sound", "words");
    }
  }

  @Test
  void aMissingInputIsZerosAndAMaskAndIsNamed() throws Exception {
    try (InferenceGraph graph = open(PIPELINE)) {
      // given: no sound at all, a view that is no image, words that expired are not in the moment
      InputPayload broken = Moments.view("view", 100_000, new byte[] {1, 2, 3});
      InputPayload expired =
          new InputPayload(
              "sound",
              Modality.AUDIO,
              List.of(),
              List.of(
                  new MissingPayload(
                      Moments.reference("audio.chunks", "mic", 1, 1, 1),
                      MissingReason.EXPIRED,
                      "gone")));

      // when
      Outcome.Predicted outcome =
          predicted(graph, Moments.moment("home", 100_000, broken, expired, words(1)));

      // then: 0.125 * 2 + 0.0625
      assertThat(score(outcome, "sum")).isCloseTo(0.3125f, within(1e-3f));
      assertThat(outcome.inputs()).extracting(PredictionInput::getName).containsExactly("words");
      assertThat(outcome.missing())
          .extracting(MissingInput::getName, MissingInput::getReason)
          .containsExactly(
              tuple("view", MissingReason.UNREADABLE), tuple("sound", MissingReason.EXPIRED));
      assertThat(outcome.missing().get(0).getDetail()).contains("JPEG or PNG");
    }
  }

  @Test
  void aMomentWithoutAnyUsableInputFailsAndSaysWhy() throws Exception {
    try (InferenceGraph graph = open(PIPELINE)) {
      Outcome outcome = graph.submit(Moments.moment("home", 100_000)).join();
      assertThat(outcome).isInstanceOf(Outcome.Failed.class);
      Outcome.Failed failed = (Outcome.Failed) outcome;
      assertThat(failed.stage()).isEqualTo(Stage.FEATURES);
      assertThat(failed.reason()).contains("[view, sound, words]").contains("UNMATCHED");
    }
  }

  @Test
  void manyMomentsInBatchesGiveWhatEachGivesAlone() throws Exception {
    // given
    Map<Integer, Float> alone = new HashMap<>();
    try (InferenceGraph graph = open(PIPELINE.replace("max-batch-size: 8", "max-batch-size: 1"))) {
      for (int i = 0; i < 200; i++) {
        alone.put(i, score(predicted(graph, moment(i)), "sum"));
      }
    }

    // when
    List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
    try (InferenceGraph graph = open(PIPELINE)) {
      for (int i = 0; i < 200; i++) {
        outcomes.add(graph.submit(moment(i)));
      }
    }

    // then
    for (int i = 0; i < 200; i++) {
      Outcome.Predicted outcome = (Outcome.Predicted) outcomes.get(i).join();
      assertThat(score(outcome, "sum")).as("moment %d", i).isEqualTo(alone.get(i));
    }
  }

  @Test
  void aGraphWhosePartsDoNotFitIsRefusedBeforeTheFirstMoment() throws Exception {
    head(5);
    assertThatThrownBy(() -> open(PIPELINE))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("expected tensor 'frame' of shape [?, 5]")
        .hasMessageContaining("found output 'colour' of step 'frame', [?, 3]");
    head(3);
    assertThatThrownBy(() -> open(PIPELINE.replace("output: colour", "output: color")))
        .hasMessageContaining("one of the model's outputs [colour], found 'color'");
    assertThatThrownBy(() -> open(PIPELINE.replace("pixels: {", "pixel: {")))
        .hasMessageContaining("a feed for each of the model's tensors [pixels], found [pixel]");
    assertThatThrownBy(() -> open(PIPELINE.replace("{ input: view }", "{ input: words }")))
        .hasMessageContaining("an input of modality CAMERA for tensor 'pixels'");
    Files.writeString(folder.resolve("head/1/labels.txt"), "one\n");
    assertThatThrownBy(() -> open(PIPELINE))
        .hasMessageContaining("a label for each of 2 scores of output 'scores', found 1 labels");
  }

  @Test
  void nothingIsTakenAfterClosing() throws Exception {
    InferenceGraph graph = open(PIPELINE);
    graph.close();
    graph.close();
    assertThatThrownBy(() -> graph.submit(moment(1))).isInstanceOf(IllegalStateException.class);
  }

  private InferenceGraph open(String yaml) {
    Pipeline pipeline = Pipeline.parse("home", yaml);
    return InferenceGraph.open(
        Objects.requireNonNull(pipeline.inference()),
        pipeline.inputs(),
        ModelRepository.open(folder),
        OnnxRuntime.open(OnnxSettings.DEFAULT.on(Provider.CPU)),
        GraphSettings.DEFAULT);
  }

  /** Every third moment without sound, every fifth without words, views that recur. */
  private static MomentPayloads moment(int i) {
    List<InputPayload> inputs = new ArrayList<>(List.of(view(100 + i / 2)));
    if (i % 3 != 0) {
      inputs.add(sound(i));
    }
    if (i % 5 != 0) {
      inputs.add(words(1 + i / 7));
    }
    return Moments.moment("home-" + i % 4, i * 1_000L, inputs.toArray(new InputPayload[0]));
  }

  private static InputPayload view(int time) {
    BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 16; i++) {
      image.setRGB(i % 4, i / 4, (255 - (time - 100) % 100) << 16);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Moments.view("view", time, out.toByteArray());
  }

  /** Ten samples around the time in milliseconds, the loudest 0.5. */
  private static InputPayload sound(int ms) {
    float[] samples = new float[10];
    samples[ms % 10] = 0.5f;
    return Moments.sound("sound", Moments.chunk("mic", ms * 1_000L - 5_000, 1_000, samples));
  }

  private static InputPayload words(int time) {
    return Moments.words("words", time, time % 2 == 1 ? "help" : "other");
  }

  private static Outcome.Predicted predicted(InferenceGraph graph, MomentPayloads moment)
      throws InterruptedException {
    Outcome outcome = graph.submit(moment).join();
    assertThat(outcome).isInstanceOf(Outcome.Predicted.class);
    return (Outcome.Predicted) outcome;
  }

  private static float score(Outcome.Predicted outcome, String label) {
    for (Score score : ((Classification) outcome.result()).getScores()) {
      if (score.getLabel().equals(label)) {
        return score.getScore();
      }
    }
    throw new AssertionError("no score of " + label);
  }

  private static Map<String, Float> contributions(Outcome.Predicted outcome) {
    Map<String, Float> contributions = new HashMap<>();
    outcome.inputs().forEach(input -> contributions.put(input.getName(), input.getContribution()));
    return contributions;
  }

  private void yaml(String model, String text) throws IOException {
    Files.writeString(folder.resolve(model).resolve("model.yaml"), text + "\n");
  }
}
