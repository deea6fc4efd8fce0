package io.sensorium.model.supervised.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sensorium.event.SampleEncoding;
import io.sensorium.model.evaluate.Candidate;
import io.sensorium.model.evaluate.Evaluation;
import io.sensorium.model.evaluate.Report;
import io.sensorium.model.labelled.Clip;
import io.sensorium.model.labelled.ClipReader;
import io.sensorium.model.labelled.SampleException;
import io.sensorium.model.network.learning.Split;
import io.sensorium.model.onnx.OnnxModel;
import io.sensorium.model.supervised.Samples;
import io.sensorium.model.supervised.TaughtModel;
import io.sensorium.worker.onnx.OnnxRuntime;
import io.sensorium.worker.onnx.OnnxSettings;
import io.sensorium.worker.onnx.Provider;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoundTrainingTest {
  /** A file's only byte is the class, which sounds as a tone of its own for five seconds. */
  private static final ClipReader TONES =
      file -> {
        ByteBuffer samples = ByteBuffer.allocate(4 * 80_000).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 80_000; i++) {
          samples.putFloat(
              (float) (0.3 * Math.sin(2 * Math.PI * (300 + 1_500 * file[0]) * i / 16e3)));
        }
        return new Clip(samples.flip(), SampleEncoding.F32LE, 16_000, 1);
      };

  @TempDir private Path folder = Path.of("");

  @Test
  void sourcesAreHeldOutAndTheModelServes() throws Exception {
    List<String> told = new ArrayList<>();

    TaughtModel model = train(6, 2, told);
    model.write(folder.resolve("models"));

    List<Candidate> candidates = Candidate.of(folder.resolve("models/sounds"));
    Report report =
        new Evaluation(
                OnnxRuntime.open(OnnxSettings.DEFAULT.on(Provider.CPU)), TONES, System::nanoTime)
            .run(candidates, Evaluation.samples(candidates, classes()), "tones", any -> {});
    assertThat(told.get(0)).isEqualTo("6 clips of 3 classes, 2 folds by source");
    assertThat(model.examined().accuracy().trials()).isEqualTo(6);
    assertThat(model.examined().accuracy().value()).isGreaterThan(0.5);
    assertThat(report.candidates().get(0).quality().headline()).isGreaterThan(0.5);
    assertThat(model.card()).contains("2 folds by source", "by chance 33.33 %");
  }

  @Test
  void oneClassAloneIsRefused() throws Exception {
    Path clip = folder.resolve("data/open/a.wav");
    Files.createDirectories(clip.getParent());
    Files.write(clip, new byte[] {1});

    assertThatThrownBy(() -> ClipSamples.read(folder.resolve("data"), TONES))
        .isInstanceOf(SampleException.class)
        .hasMessageContaining("clips of at least two classes")
        .hasMessageContaining("found [open]");
  }

  @Test
  void theSameSeedGivesTheSameBytesOnAnyNumberOfThreads() throws Exception {
    byte[] one = train(1, 1, new ArrayList<>()).model().toByteArray();
    byte[] other = train(1, 3, new ArrayList<>()).model().toByteArray();

    assertThat(one).isEqualTo(other);
  }

  @Test
  void clipsOfOneSourceAreOnOneSide() {
    float[] none = new float[0];
    List<HeardClip> clips =
        List.of(
            new HeardClip("a", none),
            new HeardClip("a", none),
            new HeardClip("b", none),
            new HeardClip("c", none),
            new HeardClip("d", none),
            new HeardClip("c", none));
    Samples<HeardClip> samples =
        new Samples<>(List.of("dog", "horn"), clips, List.of(0, 0, 0, 1, 1, 1));

    assertThat(SourceFolds.of(samples, folder))
        .containsExactly(
            new Split(List.of(2, 4), List.of(), List.of(0, 1, 3, 5)),
            new Split(List.of(0, 1, 3, 5), List.of(), List.of(2, 4)));
  }

  @Test
  void aSourceOfTwoClassesIsOnOneSideToo() {
    float[] none = new float[0];
    List<HeardClip> clips =
        List.of(
            new HeardClip("a", none),
            new HeardClip("b", none),
            new HeardClip("c", none),
            new HeardClip("a", none));
    Samples<HeardClip> samples = new Samples<>(List.of("dog", "horn"), clips, List.of(0, 0, 1, 1));

    for (Split fold : SourceFolds.of(samples, folder)) {
      assertThat(fold.test().contains(0)).isEqualTo(fold.test().contains(3));
    }
  }

  @Test
  void aClassOfOneSourceIsRefused() throws Exception {
    Files.delete(classes().resolve("high/1.wav"));

    assertThatThrownBy(() -> train(1, 1, new ArrayList<>()))
        .isInstanceOf(SampleException.class)
        .hasMessageContaining("at least two sources of every class");
  }

  private TaughtModel train(int epochs, int threads, List<String> told) throws Exception {
    Path data = Files.isDirectory(folder.resolve("clips")) ? folder.resolve("clips") : classes();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      return new SoundTraining(1, epochs, 48, pool, told::add).run(data, TONES, OnnxModel::of);
    } finally {
      pool.shutdownNow();
    }
  }

  private Path classes() throws Exception {
    List<String> labels = List.of("low", "middle", "high");
    for (byte tone = 0; tone < labels.size(); tone++) {
      Path own = Files.createDirectories(folder.resolve("clips").resolve(labels.get(tone)));
      Files.write(own.resolve("0.wav"), new byte[] {tone});
      Files.write(own.resolve("1.wav"), new byte[] {tone});
    }
    return folder.resolve("clips");
  }
}
