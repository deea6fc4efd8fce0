package io.sensorium.ingest.publish;

import io.sensorium.event.AudioChunk;
import io.sensorium.event.CameraFrame;
import io.sensorium.event.Modality;
import io.sensorium.event.TextEvent;
import io.sensorium.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * One event as it goes to its topic.
 *
 * @param modality decides the topic
 * @param site the record's key
 * @param record a {@link CameraFrame}, {@link AudioChunk} or {@link TextEvent}
 * @param bytes about what the event holds in memory until it is acknowledged
 * @param traceparent of the sender; null begins a new trace
 */
public record SensorEvent(
    Modality modality,
    String site,
    SpecificRecord record,
    int bytes,
    @Nullable String traceparent) {
  /** What a record costs beside its payload: names, headers, futures. */
  private static final int OVERHEAD_BYTES = 1024;

  public static SensorEvent of(CameraFrame frame, @Nullable String traceparent) {
    int bytes = frame.getPayload().remaining() + OVERHEAD_BYTES;
    return new SensorEvent(Modality.CAMERA, frame.getSite(), frame, bytes, traceparent);
  }

  public static SensorEvent of(AudioChunk chunk, @Nullable String traceparent) {
    int bytes = chunk.getPayload().remaining() + OVERHEAD_BYTES;
    return new SensorEvent(Modality.AUDIO, chunk.getSite(), chunk, bytes, traceparent);
  }

  public static SensorEvent of(TextEvent text, @Nullable String traceparent) {
    int bytes = text.getText().length() * 3 + OVERHEAD_BYTES;
    return new SensorEvent(Modality.TEXT, text.getSite(), text, bytes, traceparent);
  }

  /** The topic that the event belongs on. */
  public String topic() {
    return Topics.of(modality);
  }
}
