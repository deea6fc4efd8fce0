package io.sensorium.deploy.demo;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sensorium.config.Durations;
import io.sensorium.event.Modality;
import io.sensorium.event.Prediction;
import io.sensorium.recording.RecordingWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * The first ten seconds of the speech that Silero's makers test with, in chunks of eight of the
 * model's windows, and the probabilities that their own code gives for every window.
 */
final class SpeechRecording {
  private static final int WINDOW = 512;
  private static final int WINDOWS = 8;
  private static final int CHUNKS = 39;
  private static final int RATE = 16_000;

  /**
   * How predictions compare with the reference.
   *
   * @param compared chunks
   * @param worstDifference largest absolute difference of a chunk's highest probability
   */
  record Agreement(int compared, double worstDifference) {}

  private SpeechRecording() {}

  private static Path silero() {
    String data = System.getenv("SENSORIUM_DATA");
    assumeTrue(data != null, "SENSORIUM_DATA is not set: no speech");
    return Path.of(data).resolve("onnx-models/silero-vad");
  }

  static void write(Path folder) throws IOException, UnsupportedAudioFileException {
    try (AudioInputStream in =
            AudioSystem.getAudioInputStream(silero().resolve("tests/data/test.wav").toFile());
        RecordingWriter writer = RecordingWriter.create(folder)) {
      int samples = WINDOW * WINDOWS;
      for (int i = 0; i < CHUNKS; i++) {
        ByteArrayOutputStream wave = new ByteArrayOutputStream();
        byte[] chunk = in.readNBytes(samples * 2);
        AudioSystem.write(
            new AudioInputStream(new ByteArrayInputStream(chunk), in.getFormat(), samples),
            AudioFileFormat.Type.WAVE,
            wave);
        long duration = samples * 1_000_000L / RATE;
        long time = i * duration;
        String file = writer.payloadFile("wav", ByteBuffer.wrap(wave.toByteArray()));
        writer.write(
            time + duration + 5_000, time, "room", Modality.AUDIO, "mic", "", duration, file);
      }
    }
  }

  static Agreement agreement(List<Prediction> predictions, ToDoubleFunction<Prediction> score)
      throws IOException {
    List<Double> reference =
        Files.readAllLines(silero().resolve("reference/test.wav.probs.csv")).stream()
            .skip(1)
            .map(line -> Double.parseDouble(line.split(",", -1)[2]))
            .toList();
    List<Prediction> inOrder =
        predictions.stream().sorted(Comparator.comparing(Prediction::getEventTime)).toList();
    double worst = 0;
    for (Prediction prediction : inOrder) {
      long sinceFirst =
          Durations.micros(
              Duration.between(inOrder.get(0).getEventTime(), prediction.getEventTime()));
      int chunk = (int) (sinceFirst * RATE / 1_000_000 / (WINDOW * WINDOWS));
      double highest =
          reference.subList(chunk * WINDOWS, (chunk + 1) * WINDOWS).stream()
              .mapToDouble(p -> p)
              .max()
              .orElseThrow();
      worst = Math.max(worst, Math.abs(highest - score.applyAsDouble(prediction)));
    }
    return new Agreement(inOrder.size(), worst);
  }
}
