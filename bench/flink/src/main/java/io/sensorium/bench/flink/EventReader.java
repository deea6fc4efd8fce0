package io.sensorium.bench.flink;

import io.sensorium.event.AudioChunk;
import io.sensorium.event.CameraFrame;
import io.sensorium.event.TextEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Decodes source records with the schemas that they were generated from; no registry is asked,
 * which is to Flink's favour.
 */
final class EventReader implements KafkaRecordDeserializationSchema<Event> {
  private static final long serialVersionUID = 1L;
  private static final int WIRE_HEADER_BYTES = 5;
  private static final Map<String, Schema> SCHEMAS =
      Map.of(
          "camera.frames", CameraFrame.getClassSchema(),
          "audio.chunks", AudioChunk.getClassSchema(),
          "text.events", TextEvent.getClassSchema());

  /** Flink copies its functions for each task, so they share nothing else within a JVM. */
  private static final LongAdder TAKEN = new LongAdder();

  private final String topic;
  private transient @Nullable SpecificDatumReader<SpecificRecord> reader;

  EventReader(String topic) {
    this.topic = topic;
  }

  /** Events that all readers of this JVM have taken. */
  static long taken() {
    return TAKEN.sum();
  }

  @Override
  public void open(InitializationContext context) {
    reader = new SpecificDatumReader<>(SCHEMAS.get(topic));
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Event> out)
      throws IOException {
    out.collect(decode(record.value()));
    TAKEN.increment();
  }

  Event decode(byte[] value) throws IOException {
    SpecificDatumReader<SpecificRecord> opened = reader;
    if (opened == null) {
      throw new IllegalStateException("expected open() to be called first");
    }
    SpecificRecord event =
        opened.read(
            null,
            DecoderFactory.get()
                .binaryDecoder(value, WIRE_HEADER_BYTES, value.length - WIRE_HEADER_BYTES, null));
    if (event instanceof CameraFrame frame) {
      return new Event(
          frame.getSite(),
          frame.getSensor(),
          frame.getId(),
          frame.getEventTime().toEpochMilli(),
          bytes(frame.getPayload()));
    }
    if (event instanceof AudioChunk chunk) {
      return new Event(
          chunk.getSite(),
          chunk.getSensor(),
          chunk.getId(),
          chunk.getEventTime().toEpochMilli(),
          bytes(chunk.getPayload()));
    }
    TextEvent text = (TextEvent) event;
    return new Event(
        text.getSite(),
        text.getSensor(),
        text.getId(),
        text.getEventTime().toEpochMilli(),
        text.getText().getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] bytes(ByteBuffer payload) {
    if (payload.arrayOffset() == 0 && payload.remaining() == payload.array().length) {
      return payload.array();
    }
    byte[] bytes = new byte[payload.remaining()];
    payload.duplicate().get(bytes);
    return bytes;
  }

  @Override
  public TypeInformation<Event> getProducedType() {
    return TypeInformation.of(Event.class);
  }
}
