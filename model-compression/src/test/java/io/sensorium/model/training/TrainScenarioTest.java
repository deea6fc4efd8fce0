package io.sensorium.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sensorium.model.fusion.FusionHead;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainScenarioTest {
  @TempDir private static Path folder;

  private static TrainingReport first;
  private static TrainingReport second;

  @BeforeAll
  static void trainTwice() throws Exception {
    first = run(folder.resolve("first"), 1);
    second = run(folder.resolve("second"), 3);
  }

  @Test
  void theSamePlanMakesTheSameBytesOnAnyNumberOfThreads() throws Exception {
    assertThat(files(folder.resolve("first")))
        .isEqualTo(files(folder.resolve("second")))
        .containsKeys(
            "toy-frame/model.yaml",
            "toy-frame/1/model.onnx",
            "toy-sound/1/model.int8.onnx",
            "toy-words/1/vocabulary.txt",
            "toy-scene/1/labels.txt",
            "toy-scene/1/sha256",
            "report.json",
            "README.md");
    assertThat(folder.resolve("first").resolve("toy-scene/1/model.int8.onnx")).doesNotExist();
    assertThat(first.table()).isEqualTo(second.table());
    assertThat(first.parity()).isLessThan(1e-4);
  }

  @Test
  void allSensesTogetherTellWhatNoneTellsAlone() {
    assertThat(first.floats().get("frame")).isLessThan(0.75);
    assertThat(first.floats().get("sound")).isLessThan(0.75);
    assertThat(first.floats().get("frame+sound")).isGreaterThan(0.9);
    assertThat(first.steps().get("all")).isGreaterThan(0.9);
  }

  @Test
  void theCardSaysWhatTheReportSays() throws Exception {
    String card = Files.readString(folder.resolve("first").resolve("README.md"));

    assertThat(card)
        .startsWith("# Model card: toy\n\n**Only a toy.**\n")
        .contains(first.table())
        .contains("odd or even", "| toy-scene |", "| encoders | 320 | 1000000000 |")
        .contains("| odd | %s |".formatted(TrainingReport.percent(first.byLabel().get("odd"))))
        .contains("adaptive");
    double right = 0;
    for (double recall : first.byLabel().values()) {
      right += recall / first.byLabel().size();
    }
    assertThat(right).isCloseTo(first.steps().get("all"), within(0.02));
  }

  private static TrainingReport run(Path folder, int threads) throws Exception {
    TrainingPlan plan = new TrainingPlan(320, 320, 100, 5, 40, FusionHead.ADAPTIVE, threads);
    Subject subject =
        new Subject("toy", "odd or even", "a lamp", "a pipe", "a text", Optional.of("Only a toy."));
    return TrainScenario.run(subject, new Toy(), Files.createDirectories(folder), plan, line -> {});
  }

  private static Map<String, List<Byte>> files(Path folder) throws IOException {
    Map<String, List<Byte>> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(path);
        Byte[] boxed = new Byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
          boxed[i] = bytes[i];
        }
        files.put(folder.relativize(path).toString(), List.of(boxed));
      }
    }
    return files;
  }

  /** Dark or bright, low or high, good or bad: "odd" where light and pitch differ. */
  private static final class Toy implements SceneSource {
    @Override
    public List<String> labels() {
      return List.of("even", "odd");
    }

    @Override
    public List<String> views() {
      return List.of("bright", "dark");
    }

    @Override
    public List<String> sounds() {
      return List.of("high", "low");
    }

    @Override
    public List<String> topics() {
      return List.of("bad", "good");
    }

    @Override
    public SceneSample sample(long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      boolean bright = random.nextBoolean();
      boolean high = random.nextBoolean();
      boolean good = random.nextBoolean();
      return new SceneSample(
          bright == high ? "even" : "odd",
          bright ? "bright" : "dark",
          high ? "high" : "low",
          good ? "good" : "bad",
          frame(bright ? 150 + random.nextInt(80) : 20 + random.nextInt(80)),
          sound(high ? 2000 + random.nextInt(500) : 300 + random.nextInt(100)),
          good ? "all is fine" : "all is lost");
    }

    private static ByteBuffer frame(int level) {
      BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
      Graphics2D g = image.createGraphics();
      g.setColor(new Color(level, level, level));
      g.fillRect(0, 0, 64, 48);
      g.dispose();
      try {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return ByteBuffer.wrap(bytes.toByteArray());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static ByteBuffer sound(int hertz) {
      ByteBuffer pcm = ByteBuffer.allocate(32_000).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < 16_000; i++) {
        pcm.putShort((short) (8000 * StrictMath.sin(2 * StrictMath.PI * hertz * i / 16_000)));
      }
      return pcm.flip();
    }
  }
}
