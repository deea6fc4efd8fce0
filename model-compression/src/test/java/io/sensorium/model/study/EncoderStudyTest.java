package io.sensorium.model.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sensorium.model.family.Family;
import io.sensorium.model.onnx.OnnxModel;
import io.sensorium.model.training.SceneSample;
import io.sensorium.model.training.SceneSource;
import io.sensorium.model.training.SenseExamples;
import io.sensorium.worker.feature.LogMel;
import io.sensorium.worker.feature.LogMelSpec;
import io.sensorium.worker.feature.Mfcc;
import io.sensorium.worker.feature.MfccSpec;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncoderStudyTest {
  @TempDir private Path folder;

  @Test
  void tellsWhatEachEncoderIsWorthAndKeepsThem() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      EncoderStudy study =
          new EncoderStudy(
              new Lamps(), new EncoderPlan(96, 20, 12, 8, 1), threads, OnnxModel::of, line -> {});

      EncoderTable table = study.run("lamps", List.of(Family.PLAIN), true);
      table.write(folder.resolve("models"));
      study.writeFrames(folder.resolve("frames"), 6);

      assertThat(table.markdown())
          .contains("| frame, plain | 100.0 | 50.0 |", "| sound, MFCC, plain |")
          .contains("96 scenes, 12 epochs (36 steps)");
      assertThat(folder.resolve("models/lamps-view-plain/1/labels.txt")).hasContent("off\non\n");
      try (Stream<Path> frames = Files.list(folder.resolve("frames/on"))) {
        assertThat(frames).hasSize(3);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void cepstraAreThoseThatServe() {
    LogMelSpec mel = new LogMelSpec(16_000, 32, 400, 320, 50, 8000, LogMelSpec.Order.BANDS_FRAMES);
    float[] sound = new float[16_000];
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < sound.length; i++) {
      sound[i] = (float) random.nextDouble(-0.5, 0.5);
    }
    float[] spectrogram = new float[mel.bands() * mel.frames(sound.length)];
    new LogMel(mel).write(sound, FloatBuffer.wrap(spectrogram));
    float[] expected = new float[20 * mel.frames(sound.length)];
    new Mfcc(new MfccSpec(mel, 20)).write(sound, FloatBuffer.wrap(expected));

    float[] found = new Cepstra(32, 20, 1, 0).of(spectrogram);

    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i]).isCloseTo(expected[i], within(1e-3f));
    }
  }

  /** An orthonormal transform keeps the sum of squares. */
  @Test
  void cepstraAreOfTheScaleOfTheirLogEnergies() {
    Cepstra cepstra = new Cepstra(8, 8, 0.25f, 1.5f);
    float[] mel = new float[16];
    for (int i = 0; i < mel.length; i++) {
      mel[i] = -6 + i % 5;
    }
    double before = 0;
    for (float value : mel) {
      before += (0.25 * value + 1.5) * (0.25 * value + 1.5);
    }
    double after = 0;
    for (float value : cepstra.of(mel)) {
      after += value * value;
    }
    assertThat(after).isCloseTo(before, within(1e-4));

    float[] shifted = cepstra.of(mel);
    cepstra.louder(shifted, new SplittableRandom(3));
    SenseExamples.LOUDER.apply(mel, new SplittableRandom(3));
    float[] expected = cepstra.of(mel);
    for (int i = 0; i < expected.length; i++) {
      assertThat(shifted[i]).isCloseTo(expected[i], within(1e-5f));
    }
  }

  @ParameterizedTest
  @CsvSource({"3000, 17", "2000, 25", "96, 500", "60000, 1"})
  void fewScenesAreSeenMoreOften(int scenes, int epochs) {
    assertThat(EncoderPlan.epochs(scenes)).isEqualTo(epochs);
  }

  /** A lamp that is on or off, and hums while it is on. */
  private static final class Lamps implements SceneSource {
    @Override
    public List<String> labels() {
      return List.of("off", "on");
    }

    @Override
    public List<String> views() {
      return List.of("off", "on");
    }

    @Override
    public List<String> sounds() {
      return List.of("silence", "hum");
    }

    @Override
    public List<String> topics() {
      return List.of("none");
    }

    @Override
    public SceneSample sample(long seed) {
      boolean on = seed % 2 == 1;
      ByteBuffer sound = ByteBuffer.allocate(32_000).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < 16_000; i++) {
        sound.putShort((short) (on ? 4_000 * StrictMath.sin(0.3 * i) : i % 3));
      }
      sound.flip();
      return new SceneSample(
          on ? "on" : "off",
          on ? "on" : "off",
          on ? "hum" : "silence",
          null,
          picture(on ? 0xf0f0f0 : 0x101010),
          sound,
          null);
    }

    private static ByteBuffer picture(int colour) {
      BufferedImage image = new BufferedImage(16, 12, BufferedImage.TYPE_INT_RGB);
      for (int i = 0; i < 16 * 12; i++) {
        image.setRGB(i % 16, i / 16, colour);
      }
      try {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return ByteBuffer.wrap(bytes.toByteArray());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
