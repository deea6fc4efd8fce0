package io.sensorium.bench.truth;

import io.sensorium.config.Durations;
import io.sensorium.event.AudioChunk;
import io.sensorium.event.CameraFrame;
import io.sensorium.event.Modality;
import io.sensorium.event.TextEvent;
import io.sensorium.recording.RecordingWriter;
import io.sensorium.serde.AvroDeserializer;
import io.sensorium.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Saves what is on the source topics as a recording's timeline, payloads left out. */
public final class TopicTimeline {
  private static final List<Modality> MODALITIES = List.of(Modality.values());
  private static final Comparator<Row> ARRIVAL_ORDER =
      Comparator.comparingLong(Row::arrivalMs)
          .thenComparing(Row::modality)
          .thenComparingLong(Row::offset);

  private record Row(
      long arrivalMs,
      Modality modality,
      long offset,
      String site,
      String sensor,
      String id,
      long timeUs,
      long durationUs,
      int bytes) {}

  private TopicTimeline() {}

  /**
   * Reads the first partition of each source topic from its beginning to its present end.
   *
   * @param kafka client settings
   * @param folder for the recording; without one yet
   */
  public static SourceEvents save(Map<String, String> kafka, Path folder) {
    List<Row> rows = new ArrayList<>();
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    try (Consumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        AvroDeserializer<SpecificRecord> values = new AvroDeserializer<>()) {
      values.configure(kafka, false);
      for (Modality modality : MODALITIES) {
        TopicPartition partition = new TopicPartition(Topics.of(modality), 0);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        while (consumer.position(partition) < end) {
          for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
            rows.add(row(record, values));
          }
        }
      }
    }
    rows.sort(ARRIVAL_ORDER);
    return write(rows, folder);
  }

  private static SourceEvents write(List<Row> rows, Path folder) {
    SourceEvents events = new SourceEvents();
    try (RecordingWriter writer = RecordingWriter.create(folder)) {
      for (Row row : rows) {
        writer.write(
            row.arrivalMs() * 1000,
            row.timeUs(),
            row.site(),
            row.modality(),
            row.sensor(),
            row.id(),
            row.durationUs(),
            "left out");
        events.add(
            row.site(), row.sensor() + "/" + row.id(), row.arrivalMs(), row.timeUs(), row.bytes());
      }
    }
    return events;
  }

  private static Row row(
      ConsumerRecord<byte[], byte[]> record, AvroDeserializer<SpecificRecord> values) {
    SpecificRecord value =
        Objects.requireNonNull(values.deserialize(record.topic(), record.value()));
    if (value instanceof CameraFrame frame) {
      return row(
          record,
          Modality.CAMERA,
          frame.getSite(),
          frame.getSensor(),
          frame.getId(),
          Durations.micros(frame.getEventTime()),
          0);
    }
    if (value instanceof AudioChunk chunk) {
      return row(
          record,
          Modality.AUDIO,
          chunk.getSite(),
          chunk.getSensor(),
          chunk.getId(),
          Durations.micros(chunk.getEventTime()),
          chunk.getDurationUs());
    }
    TextEvent text = (TextEvent) value;
    return row(
        record,
        Modality.TEXT,
        text.getSite(),
        text.getSensor(),
        text.getId(),
        Durations.micros(text.getEventTime()),
        0);
  }

  private static Row row(
      ConsumerRecord<byte[], byte[]> record,
      Modality modality,
      String site,
      String sensor,
      String id,
      long timeUs,
      long durationUs) {
    return new Row(
        record.timestamp(),
        modality,
        record.offset(),
        site,
        sensor,
        id,
        timeUs,
        durationUs,
        record.serializedValueSize());
  }
}
