package io.sensorium.fusion.stream;

import io.sensorium.event.AudioChunk;
import io.sensorium.event.CameraFrame;
import io.sensorium.event.TextEvent;
import io.sensorium.fusion.align.Modality;
import io.sensorium.fusion.stream.ArrivedEvent.Header;
import io.sensorium.fusion.stream.ArrivedEvent.Place;
import io.sensorium.serde.AvroDeserializer;
import io.sensorium.serde.Projection;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.CRC32C;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Reads the head of a source record: its Avro schema is projected to the fields that alignment
 * needs, so that a frame's payload is skipped and not copied. Not thread-safe.
 */
final class EventDecoder implements AutoCloseable {
  /** The header that carries W3C trace context. */
  static final String TRACEPARENT = "traceparent";

  private static final Map<Modality, Schema> HEADS =
      new EnumMap<>(
          Map.of(
              Modality.CAMERA,
              Projection.without(CameraFrame.getClassSchema(), "encoding", "payload"),
              Modality.AUDIO,
              Projection.without(
                  AudioChunk.getClassSchema(), "encoding", "sampleRate", "channels", "payload"),
              Modality.TEXT,
              Projection.without(TextEvent.getClassSchema(), "kind", "language")));

  private final Map<Modality, AvroDeserializer<IndexedRecord>> readers =
      new EnumMap<>(Modality.class);
  private final CRC32C checksum = new CRC32C();

  /**
   * @param settings of the schema registry, among others
   */
  EventDecoder(Map<String, ?> settings) {
    HEADS.forEach(
        (modality, head) -> {
          AvroDeserializer<IndexedRecord> reader = new AvroDeserializer<>(head);
          reader.configure(settings, false);
          readers.put(modality, reader);
        });
  }

  /**
   * The event of a record.
   *
   * @throws SerializationException where its value is not an event of the modality
   * @throws io.sensorium.serde.RegistryUnavailableException where nothing is known of it yet
   */
  ArrivedEvent decode(
      Modality modality,
      String topic,
      long offset,
      long arrivalMs,
      byte @Nullable [] value,
      Headers headers) {
    AvroDeserializer<IndexedRecord> reader = readers.get(modality);
    if (value == null || reader == null) {
      throw new SerializationException(
          "expected an event of " + topic + ", found a record without a value; send events only");
    }
    IndexedRecord head = reader.deserialize(topic, value, 0, value.length);
    checksum.reset();
    checksum.update(value, 0, value.length);
    Place place = new Place(modality, offset, arrivalMs, value.length, (int) checksum.getValue());
    return new ArrivedEvent(
        place, header(modality, head, traceparent(headers)), ArrivedEvent.Standing.WAITING);
  }

  static @Nullable String traceparent(Headers headers) {
    var header = headers.lastHeader(TRACEPARENT);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.US_ASCII);
  }

  /** All heads begin with site, sensor, id and event time; then comes what the modality adds. */
  private static Header header(
      Modality modality, IndexedRecord head, @Nullable String traceparent) {
    return new Header(
        head.get(0).toString(),
        head.get(1).toString(),
        head.get(2).toString(),
        (Long) head.get(3),
        modality == Modality.AUDIO ? (Long) head.get(4) : 0,
        modality == Modality.TEXT ? head.get(4).toString() : null,
        traceparent);
  }

  @Override
  public void close() {
    readers.values().forEach(AvroDeserializer::close);
  }
}
