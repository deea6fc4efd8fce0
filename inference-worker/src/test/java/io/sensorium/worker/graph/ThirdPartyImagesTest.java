package io.sensorium.worker.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sensorium.event.Classification;
import io.sensorium.event.Score;
import io.sensorium.worker.fixture.Moments;
import io.sensorium.worker.fixture.OneModel;
import io.sensorium.worker.fixture.SampleData;
import io.sensorium.worker.moment.Outcome;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models for images that we did not make, with the outputs that others had. */
final class ThirdPartyImagesTest {
  private static final String MODELS = "onnx-models/";
  private static final String WINML = MODELS + "winml-squeezenet-mnist/SharedContent/";
  private static final String SUPER = MODELS + "ort-extensions/test/data/ppp_vision/";

  @TempDir private Path root;

  @ParameterizedTest
  @CsvSource({"kitten_224.png, 281, 0.9316", "fish.png, 0, 0.738"})
  void squeezeNetInHalfPrecisionKnowsTheKittenAndTheFish(String photo, String label, float score)
      throws Exception {
    OneModel.repository(
        root,
        SampleData.at(WINML + "models/SqueezeNet_fp16.onnx"),
        "task: classification\ninputs: { data_0: { image: { colour: bgr } } }\n");
    try (InferenceGraph graph =
        OneModel.open(root, "camera", "{ data_0: { input: in } }", "softmaxout_1")) {
      Score best =
          ((Classification) predict(graph, WINML + "media/" + photo).result()).getScores().get(0);
      assertThat(best.getLabel()).isEqualTo(label);
      assertThat(best.getScore()).isCloseTo(score, within(0.01f));
    }
  }

  @Test
  void mnistReadsTheDigit() throws Exception {
    OneModel.repository(
        root,
        SampleData.at(WINML + "models/mnist.onnx"),
        "task: embedding\ninputs: { Input3: { image: { colour: grey } } }\n");
    try (InferenceGraph graph =
        OneModel.open(root, "camera", "{ Input3: { input: in } }", "Plus214_Output_0")) {
      float[] values = OneModel.values(predict(graph, WINML + "media/mnist_28.png"));
      float[] expected = {
        -2094.164f, -1531.6667f, -306.44162f, 356.64737f, -1730.1716f,
        93.41191f, -1410.1713f, -905.86774f, 6080.6294f, -38.978676f
      };
      assertThat(values).containsExactly(expected, within(0.05f));
    }
  }

  /** The expected image went through eight bits of three colours, so not every bit can be equal. */
  @Test
  void superResolutionGivesThePictureOfItsMakers() throws Exception {
    // given
    OneModel.repository(
        root,
        SampleData.at(SUPER + "pytorch_super_resolution.onnx"),
        """
        task: embedding
        inputs: { input: { image: { colour: grey, resize: crop, scale: 0.00392156862745098 } } }
        """);
    BufferedImage expected =
        ImageIO.read(SampleData.at(SUPER + "test_superresolution.expected.png").toFile());

    // when
    float[] luma;
    try (InferenceGraph graph =
        OneModel.open(root, "camera", "{ input: { input: in } }", "output")) {
      luma = OneModel.values(predict(graph, SUPER + "test_superresolution.png"));
    }

    // then
    assertThat(luma).hasSize(672 * 672);
    double sum = 0;
    int far = 0;
    for (int i = 0; i < luma.length; i++) {
      int rgb = expected.getRGB(i % 672, i / 672);
      double wanted = 0.299 * (rgb >> 16 & 0xFF) + 0.587 * (rgb >> 8 & 0xFF) + 0.114 * (rgb & 0xFF);
      double off = Math.abs(Math.max(0, Math.min(255, luma[i] * 255)) - wanted);
      sum += off;
      far += off > 5 ? 1 : 0;
    }
    assertThat(sum / luma.length).isLessThan(1.0);
    assertThat(far).isLessThan(luma.length / 100);
  }

  /** {@code raw-outputs.csv} was written with Python's ONNX Runtime 1.30, NumPy and Pillow. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ultraface/models/onnx/version-RFB-320.onnx       |input  |colour: rgb, scale: 0.0078125, mean: [0.9921875, 0.9921875, 0.9921875]
          yunet/onnx/yunet_n_320_320.onnx                  |input  |colour: bgr
          nanodet/model/nanodet_m_320.onnx                 |input.1|colour: bgr, mean: [103.53, 116.28, 123.675], std: [57.375, 57.12, 58.395]
          fastestdet/example/onnx-runtime/FastestDet.onnx  |input.1|colour: bgr, scale: 0.00392156862745098
          """)
  void detectorsGiveTheOutputsThatTheyGiveInPython(String file, String tensor, String image)
      throws Exception {
    // given
    OneModel.repository(
        root,
        SampleData.at(MODELS + file),
        "task: embedding\ninputs: { %s: { image: { filter: antialias, %s } } }\n"
            .formatted(tensor, image));
    List<String[]> rows = rows(file);
    assertThat(rows).hasSizeGreaterThan(9);

    for (String output : rows.stream().map(row -> row[1]).distinct().toList()) {
      // when
      float[] values;
      try (InferenceGraph graph =
          OneModel.open(root, "camera", "{ " + tensor + ": { input: in } }", output)) {
        values = OneModel.values(predict(graph, WINML + "media/fish.png"));
      }

      // then
      for (String[] row : rows) {
        if (row[1].equals(output)) {
          float expected = Float.parseFloat(row[4]);
          assertThat(values).hasSize(Integer.parseInt(row[2]));
          assertThat(values[Integer.parseInt(row[3])])
              .as("%s[%s]", output, row[3])
              .isCloseTo(expected, within(2e-3f * Math.max(1, Math.abs(expected))));
        }
      }
    }
  }

  private static List<String[]> rows(String model) throws Exception {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    ThirdPartyImagesTest.class.getResourceAsStream("/reference/raw-outputs.csv")),
                StandardCharsets.UTF_8))) {
      return in.lines()
          .map(line -> line.split(",", -1))
          .filter(row -> row[0].equals(model))
          .toList();
    }
  }

  private static Outcome.Predicted predict(InferenceGraph graph, String photo) throws Exception {
    byte[] png = Files.readAllBytes(SampleData.at(photo));
    return OneModel.predict(graph, 1, Moments.view("in", 1, png));
  }
}
