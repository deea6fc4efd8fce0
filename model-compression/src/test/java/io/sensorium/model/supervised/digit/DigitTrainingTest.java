package io.sensorium.model.supervised.digit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.event.SampleEncoding;
import io.sensorium.model.evaluate.Candidate;
import io.sensorium.model.evaluate.Evaluation;
import io.sensorium.model.evaluate.Report;
import io.sensorium.model.labelled.Clip;
import io.sensorium.model.labelled.ClipReader;
import io.sensorium.model.onnx.OnnxModel;
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

class DigitTrainingTest {
  /** A file's only byte is the digit, which sounds as a tone of its own. */
  private static final ClipReader TONES =
      file -> {
        ByteBuffer samples = ByteBuffer.allocate(4 * 4_000).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 4_000; i++) {
          samples.putFloat((float) (0.3 * Math.sin(2 * Math.PI * (300 + 300 * file[0]) * i / 8e3)));
        }
        return new Clip(samples.flip(), SampleEncoding.F32LE, 8_000, 1);
      };

  @TempDir private Path folder = Path.of("");

  @Test
  void tonesAreToldApartAndTheModelServes() throws Exception {
    List<String> told = new ArrayList<>();
    ExecutorService pool = Executors.newFixedThreadPool(2);
    TaughtModel model;
    try {
      model = new DigitTraining(1, 16, pool, told::add).run(recordings(), TONES, OnnxModel::of);
    } finally {
      pool.shutdownNow();
    }
    model.write(folder.resolve("models"));
    List<Candidate> candidates = Candidate.of(folder.resolve("models/digits"));

    Report report =
        new Evaluation(
                OnnxRuntime.open(OnnxSettings.DEFAULT.on(Provider.CPU)), TONES, System::nanoTime)
            .run(candidates, Evaluation.samples(candidates, classes()), "tones", any -> {});

    assertThat(told.get(0)).contains("80 recordings", "index 0 to 4");
    assertThat(model.examined().accuracy().trials()).isEqualTo(20);
    // chance is one in ten; a real training takes longer
    assertThat(model.examined().accuracy().value()).isGreaterThan(0.5);
    assertThat(report.candidates().get(0).quality().headline()).isGreaterThan(0.5);
    assertThat(model.card()).contains("held-out speakers", "CC-BY-SA-4.0");
  }

  private Path recordings() throws Exception {
    Path recordings = Files.createDirectories(folder.resolve("recordings"));
    for (byte digit = 0; digit < 10; digit++) {
      for (String speaker : List.of("ann", "bob")) {
        for (int index : new int[] {0, 5, 6, 7}) {
          String name = "%d_%s_%d.wav".formatted(digit, speaker, index);
          Files.write(recordings.resolve(name), new byte[] {digit});
        }
      }
    }
    return recordings;
  }

  private Path classes() throws Exception {
    for (byte digit = 0; digit < 10; digit++) {
      Path of = Files.createDirectories(folder.resolve("classes/" + digit));
      Files.write(of.resolve("one.wav"), new byte[] {digit});
    }
    return folder.resolve("classes");
  }
}
