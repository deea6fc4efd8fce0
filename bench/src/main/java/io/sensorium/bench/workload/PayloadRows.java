package io.sensorium.bench.workload;

import io.sensorium.event.AudioChunk;
import io.sensorium.event.CameraFrame;
import io.sensorium.event.TextEvent;
import io.sensorium.serde.AvroDeserializer;
import io.sensorium.topic.Topics;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;

/** Records of a payload topic to rows of a network's input. Thread-safe. */
public final class PayloadRows {
  private final EventRows rows = new EventRows();
  private final String topic;
  private final AvroDeserializer<? extends SpecificRecord> events;

  /**
   * @param kafka client settings, with the registry's address
   */
  public PayloadRows(Net net, Map<String, String> kafka) {
    this.topic = Topics.of(net.modality());
    this.events =
        switch (net.modality()) {
          case AUDIO -> new AvroDeserializer<>(AudioChunk.class);
          case CAMERA -> new AvroDeserializer<>(CameraFrame.class);
          case TEXT -> new AvroDeserializer<>(TextEvent.class);
        };
    events.configure(kafka, false);
  }

  /** As {@link EventRows#write}, from a record's value. */
  public String write(byte[] value, FloatBuffer target) {
    return rows.write(Objects.requireNonNull(events.deserialize(topic, value)), target);
  }
}
