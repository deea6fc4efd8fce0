package io.sensorium.deploy.demo;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sensorium.event.Modality;
import io.sensorium.recording.RecordingWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * Makes a recording of real dashcam frames, real sounds and real texts on the real clock of a
 * drive: frames at the stamps of the log's camera, chunks of sound from stamp to stamp of its 10 Hz
 * satellite receiver, questions of passengers at the stamps of its 0.5 Hz receiver. The log holds
 * no arrival times, so each event arrives after a seeded delay, now and then a long one.
 */
public final class RealDrive {
  private record Row(
      long arrivalUs, long timeUs, Modality modality, String sensor, long durationUs, int number) {}

  private static final String SITE = "rav4";

  private final Path data;
  private final int seconds;
  private final SplittableRandom random = new SplittableRandom(40);

  private RealDrive(Path data, int seconds) {
    this.data = data;
    this.seconds = seconds;
  }

  /** Writes the drive's first seconds, or skips the test that wants them. */
  static void write(Path folder, int seconds) throws IOException, UnsupportedAudioFileException {
    String data = System.getenv("SENSORIUM_DATA");
    assumeTrue(data != null, "SENSORIUM_DATA is not set: no real drive to record");
    new RealDrive(Path.of(data), seconds).writeTo(folder);
  }

  /** Writes the whole drive of 30 s by hand: RealDrive FOLDER. */
  public static void main(String[] arguments) throws IOException, UnsupportedAudioFileException {
    new RealDrive(Path.of(System.getenv("SENSORIUM_DATA")), 30).writeTo(Path.of(arguments[0]));
  }

  private void writeTo(Path folder) throws IOException, UnsupportedAudioFileException {
    List<Path> frames =
        files("udacity-driving/open/CarND-Vehicle-Detection/test_video_frames", ".jpg");
    List<String> texts = texts();
    List<byte[]> sounds = new ArrayList<>();
    for (Path sound : files("esc50-permissive-clips/open/audio", ".wav")) {
      sounds.add(samples(sound));
    }
    try (RecordingWriter writer = RecordingWriter.create(folder)) {
      for (Row row : rows()) {
        String payload =
            switch (row.modality()) {
              case CAMERA ->
                  writer.payloadFile(
                      "jpg",
                      ByteBuffer.wrap(
                          Files.readAllBytes(frames.get(row.number() % frames.size()))));
              case AUDIO -> writer.payloadFile("wav", ByteBuffer.wrap(wave(slice(sounds, row))));
              case TEXT -> texts.get(row.number() % texts.size());
            };
        writer.write(
            row.arrivalUs(),
            row.timeUs(),
            SITE,
            row.modality(),
            row.sensor(),
            "",
            row.durationUs(),
            payload);
      }
    }
  }

  private List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    List<Long> camera = stamps("camera/frame");
    for (int i = 0; i < camera.size(); i++) {
      rows.add(new Row(camera.get(i) + delay(), camera.get(i), Modality.CAMERA, "front", 0, i));
    }
    List<Long> sound = stamps("GNSS/live_gnss_ublox");
    for (int i = 0; i + 1 < sound.size(); i++) {
      long duration = sound.get(i + 1) - sound.get(i);
      rows.add(
          new Row(
              sound.get(i) + duration + delay(),
              sound.get(i),
              Modality.AUDIO,
              "cabin-mic",
              duration,
              i));
    }
    List<Long> speech = stamps("GNSS/live_gnss_qcom");
    for (int i = 0; i < speech.size(); i++) {
      rows.add(
          new Row(speech.get(i) + delay(), speech.get(i), Modality.TEXT, "passenger", 0, i * 7));
    }
    rows.sort(Comparator.comparingLong(Row::arrivalUs));
    return rows;
  }

  private long delay() {
    return random.nextInt(100) == 0 ? 400_000 : 8_000 + random.nextInt(30_000);
  }

  private List<Long> stamps(String stream) throws IOException {
    try (Stream<String> lines = Files.lines(data.resolve("comma2k19-example/open/timeline.csv"))) {
      List<Long> stamps =
          lines
              .map(line -> line.split(",", -1))
              .filter(fields -> fields[1].equals(stream))
              .map(fields -> Math.round(Double.parseDouble(fields[0]) * 1e6))
              .toList();
      return stamps.stream().filter(t -> t < stamps.get(0) + seconds * 1_000_000L).toList();
    }
  }

  private List<Path> files(String folder, String suffix) throws IOException {
    try (Stream<Path> files = Files.list(data.resolve(folder))) {
      return files.filter(f -> f.toString().endsWith(suffix)).sorted().toList();
    }
  }

  private List<String> texts() throws IOException {
    Path file = data.resolve("nlu-evaluation-data/open/KFold_1/trainset/transport_query.csv");
    try (Stream<String> lines = Files.lines(file)) {
      return lines.skip(1).map(line -> line.split(";", -1)[5].replace("\"", "")).toList();
    }
  }

  private static byte[] samples(Path file) throws IOException, UnsupportedAudioFileException {
    try (AudioInputStream in = AudioSystem.getAudioInputStream(file.toFile())) {
      return in.readAllBytes();
    }
  }

  private static byte[] slice(List<byte[]> sounds, Row row) {
    byte[] sound = sounds.get(row.number() / 50 % sounds.size());
    int bytes = (int) (row.durationUs() * 44_100 / 1_000_000) * 2;
    int from = row.number() % 50 * 8_820 % (sound.length - bytes);
    return java.util.Arrays.copyOfRange(sound, from, from + bytes);
  }

  private static byte[] wave(byte[] samples) throws IOException {
    AudioFormat format = new AudioFormat(44_100, 16, 1, true, false);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AudioSystem.write(
        new AudioInputStream(new ByteArrayInputStream(samples), format, samples.length / 2),
        AudioFileFormat.Type.WAVE,
        out);
    return out.toByteArray();
  }
}
