package io.sensorium.deploy.command.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.config.ConfigException;
import io.sensorium.model.export.NetworkExport;
import io.sensorium.model.export.VersionFolder;
import io.sensorium.model.family.Blueprint;
import io.sensorium.model.family.Family;
import io.sensorium.model.family.MapShape;
import io.sensorium.model.file.OnnxFile;
import io.sensorium.model.graph.OnnxGraph;
import io.sensorium.model.labelled.SampleException;
import io.sensorium.model.network.Network;
import io.sensorium.model.onnx.OnnxModel;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class TeachingCommandsTest {
  private static final MapShape SHAPE = new MapShape(3, 12, 16);

  @TempDir private Path folder;

  private Path teacher;
  private Path pictures;
  private Path out;

  /** A repository with a classifier of pictures, and pictures of two colours. */
  @BeforeEach
  void write() throws Exception {
    Network network =
        new Network(new Blueprint(Family.RESIDUAL, 8, 1).units(SHAPE, 2), new SplittableRandom(3));
    // As drawn it would say the same of all pictures.
    SplittableRandom random = new SplittableRandom(4);
    for (int p = 0; p < network.parameters().length; p++) {
      network.parameters()[p] += (float) random.nextDouble(-0.1, 0.1);
    }
    OnnxGraph graph = new OnnxGraph("teacher");
    graph.input("pixels", 3, 12, 16);
    String scores = new NetworkExport(graph, network).write("pixels", network.units().size());
    graph.output(scores, "scores", 2);
    teacher = folder.resolve("models").resolve("colour");
    VersionFolder.write(
        teacher,
        """
        task: classification
        labels: labels.txt
        inputs:
          pixels:
            image: { colour: rgb, resize: stretch, scale: 0.00392, mean: [0.5, 0.5, 0.5] }
        outputs:
          scores: { activation: softmax }
        """,
        new TreeMap<>(
            Map.of(
                "labels.txt", VersionFolder.text(List.of("blue", "red")),
                "model.onnx", graph.build().toByteArray())));
    pictures = folder.resolve("pictures");
    for (int i = 0; i < 40; i++) {
      picture(pictures.resolve(i % 2 == 0 ? "blue" : "red").resolve(i + ".png"), i);
    }
    out = folder.resolve("out.onnx");
  }

  @Test
  void aStudentStandsInForItsTeacher() throws Exception {
    run(
        ("distil %s --labelled %s --student mbconv --width 8 --soft 0.5 --epochs 3 --compare"
                + " --out %s")
            .formatted(teacher, pictures, out));

    ModelProto written = OnnxFile.read(out);
    assertThat(written.getGraph().getInput(0).getName()).isEqualTo("pixels");
    assertThat(written.getGraph().getOutput(0).getName()).isEqualTo("scores");
    try (OnnxModel student = OnnxModel.open(written.toByteArray())) {
      Map<String, float[]> answer = student.run(Map.of("pixels", new float[SHAPE.size()]));
      assertThat(answer.get("scores")).hasSize(2);
    }
  }

  @Test
  void theSameSeedSearchesTheSameStudent() throws Exception {
    String line =
        "distil %s --samples %s --search --students plain,mbconv --widths 8 --depths 1 --latency"
            + " 1000ms --epochs 2 --out %s";
    Path again = folder.resolve("again.onnx");
    run(line.formatted(teacher, pictures, out));
    run(line.formatted(teacher, pictures, again));

    assertThat(again).hasSameBinaryContentAs(out);
  }

  @Test
  void aModelWithANewHeadIsAModelOfARepository() throws Exception {
    run(
        "transfer %s --labelled %s --into %s --name hue --epochs 5"
            .formatted(teacher, pictures, folder.resolve("models")));

    Path hue = folder.resolve("models").resolve("hue");
    QuantizeTarget target = QuantizeTarget.of(hue);
    assertThat(target.classifies()).isTrue();
    assertThat(hue.resolve("1").resolve("labels.txt")).hasContent("blue\nred\n");
    run("evaluate %s --data %s".formatted(hue, pictures));
    assertThrows(
        ConfigException.class,
        () ->
            run(
                "transfer %s --labelled %s --into %s --name hue"
                    .formatted(teacher, pictures, folder.resolve("models"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "distil TEACHER --out OUT",
        "distil TEACHER --samples DIR --soft 0.5 --out OUT",
        "distil TEACHER --samples DIR --student wide --out OUT",
        "distil TEACHER --samples DIR --width 2 --out OUT",
        "distil TEACHER --samples DIR --temperature 0 --out OUT",
        "distil TEACHER --samples DIR --search --latency soon --out OUT",
        "distil TEACHER --samples DIR --search --latency 0.000001ms --epochs 1 --out OUT",
        "distil TEACHER --samples DIR --widths 8 --out OUT",
        "distil TEACHER --samples DIR --latency 1ms --out OUT",
        "distil TEACHER --samples DIR --search --width 8 --out OUT",
        "transfer TEACHER --labelled DIR --into REPO --name ../../out",
        "transfer TEACHER --labelled DIR --into REPO --name .out",
        "transfer TEACHER --labelled DIR --name hue --out OUT",
        "transfer TEACHER --labelled DIR",
        "transfer TEACHER --labelled DIR --hidden -1 --out OUT",
        "encoders nowhere",
        "encoders smart-home --scenes 3",
        "encoders smart-home --families tall"
      })
  void whatCannotBeDoneIsExplained(String line) {
    String filled =
        line.replace("TEACHER", teacher.toString())
            .replace("DIR", pictures.toString())
            .replace("REPO", folder.resolve("models").toString())
            .replace("OUT", out.toString());
    ConfigException refused = assertThrows(ConfigException.class, () -> run(filled));

    assertThat(refused).hasMessageContaining("expected");
    assertThat(out).doesNotExist();
  }

  @Test
  void aLabelThatTheTeacherDoesNotKnowIsExplained() throws Exception {
    picture(pictures.resolve("green").resolve("1.png"), 1);

    SampleException refused =
        assertThrows(
            SampleException.class,
            () -> run("distil %s --labelled %s --out %s".formatted(teacher, pictures, out)));

    assertThat(refused).hasMessageContaining("found 'green'");
  }

  @Test
  void aWrongLabelOfTheTestIsNotBlamedOnTheOthers() throws Exception {
    Path exam = folder.resolve("exam");
    picture(exam.resolve("green").resolve("1.png"), 1);

    SampleException refused =
        assertThrows(
            SampleException.class,
            () ->
                run(
                    "transfer %s --labelled %s --test %s --out %s"
                        .formatted(teacher, pictures, exam, out)));

    assertThat(refused).hasMessageContaining("--test: expected labels of [blue, red]");
  }

  @Test
  void whatTheInputsAreReadWithGoesAlong() throws Exception {
    Files.writeString(teacher.resolve("1/vocabulary.txt"), "red\nblue\n");
    Files.writeString(teacher.resolve("1/model.int8.onnx"), "of another head");
    VersionFolder.listed(teacher.resolve("1/model.int8.onnx"));

    run(
        "transfer %s --labelled %s --into %s --name hue --epochs 5"
            .formatted(teacher, pictures, folder.resolve("models")));

    Path version = folder.resolve("models/hue/1");
    assertThat(version.resolve("vocabulary.txt")).hasContent("red\nblue\n");
    assertThat(version.resolve("model.int8.onnx")).doesNotExist();
    assertThat(version.resolve("sha256")).content().contains("  vocabulary.txt\n");
  }

  @Test
  void aModelWithoutADescriptionGoesIntoNoRepository() throws Exception {
    Path bare = folder.resolve("models/bare");
    Files.createDirectories(bare.resolve("1"));
    Files.copy(teacher.resolve("1/model.onnx"), bare.resolve("1/model.onnx"));

    ConfigException refused =
        assertThrows(
            ConfigException.class,
            () ->
                run(
                    "transfer %s --labelled %s --into %s"
                        .formatted(bare, pictures, folder.resolve("models"))));

    assertThat(refused).hasMessageContaining("--into: expected a model.yaml");
  }

  @Test
  void theModelItselfIsNeverWrittenOver() throws Exception {
    Path file = teacher.resolve("1/model.onnx");
    byte[] before = Files.readAllBytes(file);

    for (String command : List.of("distil", "transfer")) {
      ConfigException refused =
          assertThrows(
              ConfigException.class,
              () ->
                  run(
                      "%s %s --labelled %s --out %s"
                          .formatted(command, file, pictures, teacher.resolve("./1/model.onnx"))));
      assertThat(refused).hasMessageContaining("expected another file than");
    }
    assertThat(file).hasBinaryContent(before);
  }

  @Test
  void aModelWrittenIntoAVersionIsListedThere() throws Exception {
    Path file = teacher.resolve("1/model.int8.onnx");
    run("distil %s --labelled %s --width 8 --epochs 2 --out %s".formatted(teacher, pictures, file));
    assertThat(teacher.resolve("1/sha256")).content().contains("  model.int8.onnx\n");

    Path other = teacher.resolve("1/other.onnx");
    run("transfer %s --labelled %s --epochs 2 --out %s".formatted(teacher, pictures, other));
    assertThat(teacher.resolve("1/sha256")).content().contains("  other.onnx\n");
  }

  private static void picture(Path file, int seed) throws IOException {
    BufferedImage image = new BufferedImage(16, 12, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    int shade = 100 + seed;
    graphics.setColor(seed % 2 == 0 ? new Color(0, 0, shade) : new Color(shade, 0, 0));
    graphics.fillRect(seed % 5, 0, 8, 12);
    graphics.dispose();
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
  }

  private static void run(String line) throws Exception {
    List<Exception> thrown = new ArrayList<>();
    new CommandLine(new ModelCommand())
        .setExecutionExceptionHandler(
            (e, command, result) -> {
              thrown.add(e);
              return 1;
            })
        .execute(line.split(" "));
    if (!thrown.isEmpty()) {
      throw thrown.get(0);
    }
  }
}
