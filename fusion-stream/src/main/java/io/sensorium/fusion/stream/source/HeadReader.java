package io.sensorium.fusion.stream.source;

import io.sensorium.event.AudioChunk;
import io.sensorium.event.CameraFrame;
import io.sensorium.event.TextEvent;
import io.sensorium.fusion.align.Modality;
import io.sensorium.serde.AvroDeserializer;
import io.sensorium.serde.Projection;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.zip.CRC32C;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads of a source record what alignment needs, where it stands in the consumer's fetch buffer:
 * its Avro schema is projected to the head, and the payload is passed over once, for the checksum,
 * and never copied. Kafka Streams carries the head in the value's stead; see {@link HeadCodec}.
 *
 * <p>A record that is no event becomes a refusal, for the task to write a dead letter of. A schema
 * registry that does not answer is waited for; in the end it is a {@link
 * io.sensorium.serde.RegistryUnavailableException}, and the record is fetched again. Not
 * thread-safe: one for each consumer.
 */
public final class HeadReader implements Deserializer<byte[]> {
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
  private final RegistryPatience patience;
  private final CRC32C checksum = new CRC32C();

  /**
   * @param settings of the schema registry, among others
   * @param closing whether the application is about to end: nothing is waited for then
   */
  public HeadReader(Map<String, ?> settings, BooleanSupplier closing) {
    HEADS.forEach(
        (modality, head) -> {
          AvroDeserializer<IndexedRecord> reader = new AvroDeserializer<>(head);
          reader.configure(settings, false);
          readers.put(modality, reader);
        });
    this.patience = RegistryPatience.of(closing);
  }

  @Override
  public byte @Nullable [] deserialize(String topic, Headers headers, @Nullable ByteBuffer value) {
    if (value == null) {
      return null;
    }
    if (value.hasArray()) {
      return read(topic, value.array(), value.arrayOffset() + value.position(), value.remaining());
    }
    byte[] copy = new byte[value.remaining()];
    value.duplicate().get(copy);
    return read(topic, copy, 0, copy.length);
  }

  @Override
  public byte @Nullable [] deserialize(String topic, byte @Nullable [] value) {
    return value == null ? null : read(topic, value, 0, value.length);
  }

  private byte[] read(String topic, byte[] data, int offset, int length) {
    Modality modality = SourceTopics.modality(topic);
    AvroDeserializer<IndexedRecord> reader = readers.get(modality);
    if (reader == null) {
      throw new IllegalStateException("there is no reader of " + modality);
    }
    try {
      IndexedRecord head = patience.ask(() -> reader.deserialize(topic, data, offset, length));
      checksum.reset();
      checksum.update(data, offset, length);
      return HeadCodec.head(
          length,
          (int) checksum.getValue(),
          // All heads begin with site, sensor, id and event time; then what the modality adds.
          new HeadCodec.Fields(
              head.get(0).toString(),
              head.get(1).toString(),
              head.get(2).toString(),
              (Long) head.get(3),
              modality == Modality.AUDIO ? (Long) head.get(4) : 0,
              modality == Modality.TEXT ? head.get(4).toString() : null));
    } catch (SerializationException e) {
      byte[] value =
          length > HeadCodec.MOST_DEAD_LETTER_BYTES
              ? null
              : Arrays.copyOfRange(data, offset, offset + length);
      return HeadCodec.refused(String.valueOf(e.getMessage()), value);
    }
  }

  @Override
  public void close() {
    readers.values().forEach(AvroDeserializer::close);
  }
}
