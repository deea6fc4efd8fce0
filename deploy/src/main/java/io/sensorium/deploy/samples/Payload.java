package io.sensorium.deploy.samples;

import io.sensorium.deploy.scenario.WavClips;
import io.sensorium.event.AudioChunk;
import io.sensorium.event.EventReference;
import io.sensorium.event.ImageEncoding;
import io.sensorium.ingest.payload.PcmAudio;
import io.sensorium.ingest.payload.WavFile;
import io.sensorium.model.file.ModelFileException;
import io.sensorium.model.labelled.Clip;
import io.sensorium.model.labelled.SampleFiles;
import io.sensorium.worker.moment.PayloadEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** One payload of a sample, not opened yet. */
sealed interface Payload {
  /** The largest file: minutes of sound, twenty million pixels as they are. */
  long MAX_BYTES = 64L << 20;

  /** What it is about, for people. */
  String name();

  /** The event that it would be in service. */
  PayloadEvent event();

  /** A text itself. */
  record Written(String name, String text) implements Payload {
    @Override
    public PayloadEvent event() {
      return new PayloadEvent.Text(reference(), text);
    }
  }

  /** A file with a picture, a clip of sound or a text. */
  record Stored(Path file) implements Payload {
    @Override
    public String name() {
      return file.toString();
    }

    @Override
    public PayloadEvent event() {
      ByteBuffer bytes = ByteBuffer.wrap(read());
      String ending = Payload.ending(file);
      return switch (ending) {
        case "wav" -> {
          PcmAudio audio = WavFile.parse(bytes);
          yield new PayloadEvent.Chunk(
              reference(), audio.samples(), audio.encoding(), audio.sampleRate(), audio.channels());
        }
        case "txt" ->
            new PayloadEvent.Text(
                reference(), StandardCharsets.UTF_8.decode(bytes).toString().strip());
        default -> new PayloadEvent.Frame(reference(), bytes, encoding(ending));
      };
    }

    private byte[] read() {
      try {
        long size = Files.size(file);
        if (size > MAX_BYTES) {
          throw new ModelFileException(
              file, "at most " + MAX_BYTES + " bytes", size + " bytes", "Use smaller samples");
        }
        return Files.readAllBytes(file);
      } catch (IOException unreadable) {
        throw new ModelFileException(
            file, "a file that can be read", unreadable.toString(), "Make it readable");
      }
    }

    private static ImageEncoding encoding(String ending) {
      if (ending.equals("png")) {
        return ImageEncoding.PNG;
      }
      return ending.startsWith("jp") ? ImageEncoding.JPEG : ImageEncoding.PNM;
    }
  }

  /**
   * Sound that was read from a topic, joined only when it is asked for.
   *
   * @param run chunks that follow each other, at least one
   */
  record Heard(String name, List<AudioChunk> run) implements Payload {
    @Override
    public PayloadEvent event() {
      int bytes = run.stream().mapToInt(chunk -> chunk.getPayload().remaining()).sum();
      ByteBuffer joined = ByteBuffer.allocate(bytes);
      run.forEach(chunk -> joined.put(chunk.getPayload().duplicate()));
      AudioChunk last = run.get(run.size() - 1);
      return new PayloadEvent.Chunk(
          reference(), joined.flip(), last.getEncoding(), last.getSampleRate(), last.getChannels());
    }
  }

  /**
   * Clips of a recording that follow each other.
   *
   * @param files at least one
   */
  record Joined(String name, List<Path> files) implements Payload {
    @Override
    public PayloadEvent event() {
      WavClips clips = new WavClips();
      Clip clip = Clip.joined(files.stream().map(SampleFiles::bytes).map(clips::read).toList());
      return new PayloadEvent.Chunk(
          reference(), clip.samples(), clip.encoding(), clip.sampleRate(), clip.channels());
    }
  }

  /**
   * One that was read from a topic.
   *
   * @param event with its payload
   */
  record Published(String name, PayloadEvent event) implements Payload {}

  /** What stands behind the last dot of a name, in lower case. */
  static String ending(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /** Nothing of it is looked at: a sample is all of its moment, wherever that is. */
  static EventReference reference() {
    return new EventReference("sample", "sample", Instant.EPOCH, 0L, "", 0, 0L, 0, 0, null);
  }
}
