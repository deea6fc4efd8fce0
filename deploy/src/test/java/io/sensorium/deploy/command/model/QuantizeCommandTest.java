package io.sensorium.deploy.command.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.sensorium.config.ConfigException;
import io.sensorium.model.file.ModelFileException;
import io.sensorium.model.file.OnnxFile;
import io.sensorium.model.graph.Attributes;
import io.sensorium.model.graph.OnnxGraph;
import io.sensorium.model.graph.Tensors;
import io.sensorium.worker.repository.ModelFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class QuantizeCommandTest {
  private static final String MODEL_YAML =
      """
      task: classification
      labels: labels.txt
      inputs:
        pixels: { image: { colour: rgb, scale: 0.0078125, mean: [1, 1, 1] } }
      """;

  @TempDir private Path folder;
  private final SplittableRandom random = new SplittableRandom(17);
  private Path version = Path.of("");

  @BeforeEach
  void aRepositoryAndPictures() throws IOException {
    version = Files.createDirectories(folder.resolve("models/scene/1"));
    Files.writeString(folder.resolve("models/scene/model.yaml"), MODEL_YAML);
    Files.writeString(version.resolve("labels.txt"), "day\nnight\n");
    OnnxFile.write(network(), version.resolve("model.onnx"));
    Path pictures = Files.createDirectories(folder.resolve("pictures/some"));
    for (int i = 0; i < 4; i++) {
      BufferedImage image = new BufferedImage(24, 16, BufferedImage.TYPE_INT_RGB);
      for (int at = 0; at < 24 * 16; at++) {
        image.setRGB(at % 24, at / 24, random.nextInt(1 << 24));
      }
      ImageIO.write(image, "png", pictures.resolve(i + ".png").toFile());
    }
  }

  @Test
  void aModelOfARepositoryIsCalibratedOnPictures() {
    run("models/scene", "--samples", path("pictures"), "--weight-bits", "7");

    ModelProto steps = OnnxFile.read(version.resolve("model.int8.onnx"));
    assertThat(steps.getGraph().getNodeList())
        .extracting(NodeProto::getOpType)
        .contains("QuantizeLinear", "DequantizeLinear");
  }

  @Test
  void qualityIsWhatLabelledSamplesSayWhereThereAreSome() throws IOException {
    // given: the same pictures as days, and as nights
    Path days = labelled("days", "day");
    Path nights = labelled("nights", "night");
    QuantizeTarget target = QuantizeTarget.of(folder.resolve("models/scene"));
    byte[] floats = Files.readAllBytes(version.resolve("model.onnx"));

    // when
    TaskQuality asDays = new TaskQuality(target, days);
    TaskQuality asNights = new TaskQuality(target, nights);

    // then: each picture is right in one of the two
    assertThat(asDays.of(floats) + asNights.of(floats)).isEqualTo(1);
    assertThat(asDays.description()).contains("4 labelled samples");
    run(
        "models/scene",
        "--samples",
        path("pictures"),
        "--labelled",
        path("days"),
        "--max-drop",
        "0");
    assertThat(asDays.of(Files.readAllBytes(version.resolve("model.int8.onnx"))))
        .isGreaterThanOrEqualTo(asDays.of(floats));
  }

  @Test
  void labelledSamplesAreOfNoUseToAFileByItself() {
    QuantizeTarget file = QuantizeTarget.of(version.resolve("model.onnx"));

    assertThatThrownBy(() -> new TaskQuality(file, folder))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("found a file by itself");
  }

  private Path labelled(String name, String label) throws IOException {
    Path own = Files.createDirectories(folder.resolve(name).resolve(label));
    for (int i = 0; i < 4; i++) {
      Files.copy(folder.resolve("pictures/some/" + i + ".png"), own.resolve(i + ".png"));
    }
    return folder.resolve(name);
  }

  @Test
  void aVersionThatListsItsFilesListsTheNewOne() throws IOException {
    // given a list as sha256sum writes it, with an older int8 file in it
    Path list = version.resolve("sha256");
    String model = ModelFile.of(version.resolve("model.onnx")).sha256() + "  model.onnx";
    String labels = ModelFile.of(version.resolve("labels.txt")).sha256() + "  labels.txt";
    String old = "0".repeat(64) + " *model.int8.onnx";
    Files.writeString(list, String.join("\n", old, model, labels) + "\n");

    // when
    run("models/scene", "--samples", path("pictures"));

    // then
    String sum = ModelFile.of(version.resolve("model.int8.onnx")).sha256();
    assertThat(Files.readAllLines(list)).containsExactly(model, labels, sum + "  model.int8.onnx");
  }

  @Test
  void theModelItselfIsNeverWrittenOver() {
    assertThatThrownBy(
            () ->
                run(
                    "models/scene/1",
                    "--samples",
                    path("pictures"),
                    "--out",
                    version.resolve("model.onnx").toString()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("--out");
  }

  @Test
  void whatIsMissingOrWrongIsSaid() {
    assertThatThrownBy(() -> run("models/scene")).hasMessageContaining("--samples");
    assertThatThrownBy(() -> run("models/nothing", "--samples", path("pictures")))
        .hasMessageContaining("a model of a repository");
    assertThatThrownBy(() -> run("models/scene", "--samples", path("pictures"), "--exclude", "x*"))
        .hasMessageContaining("nodes like 'x*'");
    assertThatThrownBy(() -> run("models/scene", "--samples", path("models")))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining("samples of modality CAMERA");
    assertThatThrownBy(() -> run("models/scene/1/model.onnx", "--samples", path("pictures/some")))
        .hasMessageContaining("samples as files *.npy");
    assertThatThrownBy(
            () -> run("models/scene", "--samples", path("pictures"), "--max-drop", "much"))
        .hasMessageContaining("1% or 0.01");
    assertThat(version.resolve("model.int8.onnx")).doesNotExist();
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private void run(String model, String... options) {
    QuantizeCommand command = new QuantizeCommand();
    String[] arguments = new String[options.length + 1];
    arguments[0] = path(model);
    System.arraycopy(options, 0, arguments, 1, options.length);
    new CommandLine(command).parseArgs(arguments);
    try {
      command.call();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private ModelProto network() {
    OnnxGraph graph = new OnnxGraph("scene");
    String x = graph.input("pixels", 3, 16, 16);
    String weights = graph.constant(tensor("w", 8, 3, 3, 3));
    String conv = graph.add("Conv", List.of(x, weights), Attributes.integers("pads", 1, 1, 1, 1));
    String mean = graph.add("GlobalAveragePool", List.of(graph.add("Relu", List.of(conv))));
    String flat = graph.add("Flatten", List.of(mean), Attributes.integer("axis", 1));
    graph.output(graph.add("Gemm", List.of(flat, graph.constant(tensor("v", 8, 2)))), "scores", 2);
    return graph.build();
  }

  private TensorProto tensor(String name, long... dimensions) {
    int length = 1;
    for (long d : dimensions) {
      length *= (int) d;
    }
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return Tensors.floats(name, values, dimensions);
  }
}
