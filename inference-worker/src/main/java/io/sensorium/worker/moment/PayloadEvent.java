package io.sensorium.worker.moment;

import io.sensorium.event.EventReference;
import io.sensorium.event.ImageEncoding;
import io.sensorium.event.SampleEncoding;
import java.nio.ByteBuffer;

/**
 * An event with its payload. Buffers are read through duplicates: their position and limit stay as
 * they are, and their content must not change until the outcome is there.
 */
public sealed interface PayloadEvent {
  /** Where the event stands; its event time and duration are the event's own. */
  EventReference reference();

  /**
   * One image.
   *
   * @param encoded the image file, from position to limit
   */
  record Frame(EventReference reference, ByteBuffer encoded, ImageEncoding encoding)
      implements PayloadEvent {}

  /**
   * A span of sound.
   *
   * @param samples interleaved samples without a header, from position to limit
   * @param sampleRate samples in a second for each channel
   */
  record Chunk(
      EventReference reference,
      ByteBuffer samples,
      SampleEncoding encoding,
      int sampleRate,
      int channels)
      implements PayloadEvent {}

  /** Something said or written. */
  record Text(EventReference reference, String text) implements PayloadEvent {}
}
