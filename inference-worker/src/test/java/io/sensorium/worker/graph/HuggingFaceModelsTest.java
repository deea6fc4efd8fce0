package io.sensorium.worker.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sensorium.event.Classification;
import io.sensorium.event.Score;
import io.sensorium.worker.fixture.Moments;
import io.sensorium.worker.fixture.OneModel;
import io.sensorium.worker.fixture.TinyModel;
import io.sensorium.worker.moment.Outcome;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of Hugging Face's hub, from payload to prediction, without a model.yaml. */
final class HuggingFaceModelsTest {
  @TempDir private Path root;
  private Path folder;

  @BeforeEach
  void aFolder() throws Exception {
    folder = Files.createDirectories(root.resolve("model"));
  }

  @Test
  void wordsReachAClassifierAsIdsAndMask() throws Exception {
    // given: logits 1/10 of the sum of ids, and 0
    write(
        "config.json",
        """
        { "architectures": ["BertForSequenceClassification"], "id2label": {"0": "yes", "1": "no"} }
        """);
    write("tokenizer_config.json", "{\"model_max_length\": 8}");
    try (InputStream in =
        HuggingFaceModelsTest.class.getResourceAsStream("/reference/wordpiece.json")) {
      Files.write(folder.resolve("tokenizer.json"), Objects.requireNonNull(in).readAllBytes());
    }
    new TinyModel()
        .input("input_ids", TinyModel.INT64, -1, -1)
        .input("attention_mask", TinyModel.INT64, -1, -1)
        .input("token_type_ids", TinyModel.INT64, -1, -1)
        .node("Cast", List.of("input_ids"), "ids", "to", TinyModel.FLOAT)
        .node("Cast", List.of("attention_mask"), "mask", "to", TinyModel.FLOAT)
        .node("Cast", List.of("token_type_ids"), "types", "to", TinyModel.FLOAT)
        .node("Mul", List.of("ids", "mask"), "masked")
        .node("Add", List.of("masked", "types"), "sum")
        .constant("weights", pairs(8, 0.1f), 8, 2)
        .node("MatMul", List.of("sum", "weights"), "logits")
        .output("logits", TinyModel.FLOAT, -1, 2)
        .write(folder.resolve("onnx/model.onnx"));

    // when: [CLS] turn on light ##s [SEP] are 2 7 8 9 10 3
    Outcome.Predicted outcome;
    try (InferenceGraph graph =
        OneModel.open(
            root,
            "text",
            "{ input_ids: { input: in }, attention_mask: { input: in }, token_type_ids: { input:"
                + " in } }",
            "logits")) {
      outcome = OneModel.predict(graph, 1, Moments.words("in", 1, "Turn on LIGHTS"));
    }

    // then
    assertThat(score(outcome, "yes")).isCloseTo((float) (1 / (1 + Math.exp(-3.9))), within(1e-5f));
    assertThat(outcome.model().getVersion()).isEqualTo("1");
  }

  @Test
  void framesReachAClassifierAsItsProcessorMakesThem() throws Exception {
    // given: one logit, the sum of all values
    write(
        "config.json",
        """
        { "architectures": ["ViTForImageClassification"], "id2label": {"0": "bright", "1": "dark"} }
        """);
    write(
        "preprocessor_config.json",
        """
        { "do_resize": true, "size": {"shortest_edge": 4}, "resample": 2, "do_center_crop": true,
          "crop_size": {"height": 2, "width": 2}, "do_rescale": true, "rescale_factor": 0.01,
          "do_normalize": true, "image_mean": [0.1, 0.2, 0.3], "image_std": [0.5, 1, 2] }
        """);
    new TinyModel()
        .input("pixel_values", TinyModel.FLOAT, -1, 3, -1, -1)
        .node("Flatten", List.of("pixel_values"), "flat")
        .constant("weights", pairs(12, 1f), 12, 2)
        .node("MatMul", List.of("flat", "weights"), "logits")
        .output("logits", TinyModel.FLOAT, -1, 2)
        .write(folder.resolve("onnx/model_quantized.onnx"));
    byte[] frame = new byte["P6 8 4 255\n".length() + 96];
    byte[] header = "P6 8 4 255\n".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(header, 0, frame, 0, header.length);
    for (int i = 0; i < 96; i++) {
      frame[header.length + i] = (byte) (i % 3 == 0 ? 40 : 30);
    }

    // when
    Outcome.Predicted outcome;
    try (InferenceGraph graph =
        OneModel.open(root, "camera", "{ pixel_values: { input: in } }", "logits")) {
      outcome = OneModel.predict(graph, 1, Moments.view("in", 1, frame));
    }

    // then: 4 pixels of (0.4 - 0.1) / 0.5, (0.3 - 0.2) / 1 and (0.3 - 0.3) / 2
    assertThat(score(outcome, "bright"))
        .isCloseTo((float) (1 / (1 + Math.exp(-2.8))), within(1e-5f));
    assertThat(outcome.model().getVariant()).isEqualTo("int8");
  }

  /** Columns of a value and of zeros. */
  private static List<Float> pairs(int rows, float value) {
    return Collections.nCopies(rows, List.of(value, 0f)).stream().flatMap(List::stream).toList();
  }

  private static float score(Outcome.Predicted outcome, String label) {
    return ((Classification) outcome.result())
        .getScores().stream()
            .filter(score -> score.getLabel().equals(label))
            .map(Score::getScore)
            .findFirst()
            .orElseThrow();
  }

  private void write(String name, String text) throws Exception {
    Files.writeString(folder.resolve(name), text);
  }
}
