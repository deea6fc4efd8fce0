package io.sensorium.ingest.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sensorium.config.Durations;
import io.sensorium.event.AudioChunk;
import io.sensorium.event.CameraFrame;
import io.sensorium.event.TextEvent;
import io.sensorium.event.TextKind;
import io.sensorium.ingest.payload.ImageHeader;
import io.sensorium.ingest.payload.PayloadException;
import io.sensorium.ingest.payload.PayloadLimits;
import io.sensorium.ingest.payload.PcmAudio;
import io.sensorium.ingest.payload.WavFile;
import io.sensorium.ingest.publish.SensorEvent;
import io.sensorium.recording.RecordedEvent;
import io.sensorium.recording.RecordingException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;

/** Turns the rows of one recording into events. For one thread. */
final class RecordedEvents {
  private final Path recording;
  private final PayloadFiles files;
  private final PayloadLimits limits;

  RecordedEvents(Path recording, PayloadFiles files, PayloadLimits limits) {
    this.recording = recording;
    this.files = files;
    this.limits = limits;
  }

  /**
   * Reads and checks the payload of a row.
   *
   * @param shiftUs added to the event time
   * @throws RecordingException that names the row
   */
  SensorEvent read(RecordedEvent row, long shiftUs) {
    Instant time = Instant.EPOCH.plus(Durations.ofMicros(row.timeUs() + shiftUs));
    try {
      return switch (row.modality()) {
        case CAMERA -> frame(row, time);
        case AUDIO -> chunk(row, time);
        case TEXT -> text(row, time);
      };
    } catch (PayloadException e) {
      throw new RecordingException(
          String.format(
              Locale.ROOT,
              "%s: row %d (%s %s at site %s): payload %s: %s",
              recording,
              row.row(),
              row.modality().name().toLowerCase(Locale.ROOT),
              row.sensor(),
              row.site(),
              brief(row.payload()),
              e.getMessage()),
          e);
    }
  }

  private SensorEvent frame(RecordedEvent row, Instant time) {
    ByteBuffer file = files.read(row.payload(), limits.image().bytes());
    ImageHeader header = ImageHeader.read(file).requireAtMost(limits.pixels());
    return SensorEvent.of(
        new CameraFrame(row.site(), row.sensor(), row.id(), time, header.encoding(), file), null);
  }

  private SensorEvent chunk(RecordedEvent row, Instant time) {
    PcmAudio audio = WavFile.parse(files.read(row.payload(), limits.audio().bytes()));
    long durationUs = row.durationUs() > 0 ? row.durationUs() : audio.durationUs();
    return SensorEvent.of(
        new AudioChunk(
            row.site(),
            row.sensor(),
            row.id(),
            time,
            durationUs,
            audio.encoding(),
            audio.sampleRate(),
            audio.channels(),
            audio.samples()),
        null);
  }

  private SensorEvent text(RecordedEvent row, Instant time) {
    int bytes = row.payload().getBytes(UTF_8).length;
    if (bytes > limits.text().bytes()) {
      throw PayloadException.tooLarge(
          "a text of at most " + limits.text().bytes() + " bytes", bytes + " bytes");
    }
    return SensorEvent.of(
        new TextEvent(
            row.site(), row.sensor(), row.id(), time, TextKind.MESSAGE, null, row.payload()),
        null);
  }

  private static String brief(String payload) {
    return payload.length() <= 80 ? payload : payload.substring(0, 80) + "…";
  }
}
