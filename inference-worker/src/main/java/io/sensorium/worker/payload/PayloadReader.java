package io.sensorium.worker.payload;

import io.sensorium.event.AudioChunk;
import io.sensorium.event.CameraFrame;
import io.sensorium.event.EventReference;
import io.sensorium.event.MissingReason;
import io.sensorium.event.Modality;
import io.sensorium.serde.RegistryUnavailableException;
import io.sensorium.worker.moment.MissingPayload;
import io.sensorium.worker.moment.PayloadEvent;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.apache.kafka.common.serialization.Deserializer;

/** Checks the bytes that a reference stands for, and opens them. Thread-safe as its readers are. */
public final class PayloadReader {

  /** A payload, or why there is none. */
  sealed interface Result {
    record Present(PayloadEvent event) implements Result {}

    record Missing(MissingPayload payload) implements Result {}
  }

  private final Deserializer<CameraFrame> frames;
  private final Deserializer<AudioChunk> chunks;

  public PayloadReader(Deserializer<CameraFrame> frames, Deserializer<AudioChunk> chunks) {
    this.frames = frames;
    this.chunks = chunks;
  }

  /**
   * Opens a record.
   *
   * @param modality of the event, camera or audio
   * @param value the record's value, whole
   * @throws RegistryUnavailableException where nothing can be said of the bytes for now
   */
  Result read(Modality modality, EventReference reference, byte[] value) {
    if (value.length != reference.getLength()) {
      return missing(
          reference,
          MissingReason.CORRUPT,
          "expected %d bytes, found %d".formatted(reference.getLength(), value.length));
    }
    int checksum = checksum(value);
    if (checksum != reference.getChecksum()) {
      return missing(
          reference,
          MissingReason.CORRUPT,
          "expected CRC-32C %08x, found %08x".formatted(reference.getChecksum(), checksum));
    }
    try {
      return new Result.Present(open(modality, reference, value));
    } catch (RegistryUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      // Whatever a decoder throws at hostile bytes is about the bytes.
      return missing(reference, MissingReason.UNREADABLE, String.valueOf(e.getMessage()));
    }
  }

  static Result missing(EventReference reference, MissingReason reason, String detail) {
    return new Result.Missing(
        new MissingPayload(reference, reason, RecordAddress.of(reference) + ": " + detail));
  }

  private PayloadEvent open(Modality modality, EventReference reference, byte[] value) {
    String topic = reference.getTopic();
    if (modality == Modality.CAMERA) {
      CameraFrame frame = Objects.requireNonNull(frames.deserialize(topic, value));
      return new PayloadEvent.Frame(reference, frame.getPayload(), frame.getEncoding());
    }
    AudioChunk chunk = Objects.requireNonNull(chunks.deserialize(topic, value));
    return new PayloadEvent.Chunk(
        reference,
        chunk.getPayload(),
        chunk.getEncoding(),
        chunk.getSampleRate(),
        chunk.getChannels());
  }

  private static int checksum(byte[] value) {
    CRC32C crc = new CRC32C();
    crc.update(value, 0, value.length);
    return (int) crc.getValue();
  }
}
