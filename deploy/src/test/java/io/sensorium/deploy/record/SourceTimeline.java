package io.sensorium.deploy.record;

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
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The timeline of what is on the source topics, without the payloads: what alignment needs. */
public final class SourceTimeline {
  private static final List<String> TOPICS =
      List.of(Topics.CAMERA_FRAMES, Topics.AUDIO_CHUNKS, Topics.TEXT_EVENTS);

  private SourceTimeline() {}

  /** Writes it as a recording in arrival order and returns the number of its rows. */
  public static long write(Map<String, String> kafka, Path folder) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put("max.poll.records", "5000");
    try (KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        AvroDeserializer<SpecificRecord> values = new AvroDeserializer<>();
        RecordingWriter writer = RecordingWriter.create(folder)) {
      values.configure(kafka, false);
      List<TopicPartition> partitions = new ArrayList<>();
      TOPICS.forEach(
          topic ->
              consumer
                  .partitionsFor(topic)
                  .forEach(p -> partitions.add(new TopicPartition(topic, p.partition()))));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> unread = new HashMap<>(consumer.endOffsets(partitions));
      ArrivalMerge merge = new ArrivalMerge(partitions, Comparator.comparingInt(TOPICS::indexOf));
      while (!unread.isEmpty()) {
        consumer.poll(Duration.ofMillis(20)).forEach(merge::add);
        for (TopicPartition partition : partitions) {
          Long end = unread.get(partition);
          if (end != null && consumer.position(partition) >= end && merge.waiting(partition) == 0) {
            merge.finish(partition);
            unread.remove(partition);
          }
        }
        Optional<ConsumerRecord<byte[], byte[]>> next = merge.next();
        while (next.isPresent()) {
          row(writer, next.get(), values.deserialize(next.get().topic(), next.get().value()));
          next = merge.next();
        }
      }
      return writer.rows();
    }
  }

  private static void row(
      RecordingWriter writer, ConsumerRecord<byte[], byte[]> record, SpecificRecord value) {
    long arrival = record.timestamp() * 1_000;
    if (value instanceof CameraFrame f) {
      long time = Durations.micros(f.getEventTime());
      writer.write(
          arrival, time, f.getSite(), Modality.CAMERA, f.getSensor(), f.getId(), 0, "none.jpg");
    } else if (value instanceof AudioChunk c) {
      long time = Durations.micros(c.getEventTime());
      writer.write(
          arrival,
          time,
          c.getSite(),
          Modality.AUDIO,
          c.getSensor(),
          c.getId(),
          c.getDurationUs(),
          "none.wav");
    } else if (value instanceof TextEvent t) {
      long time = Durations.micros(t.getEventTime());
      writer.write(
          arrival, time, t.getSite(), Modality.TEXT, t.getSensor(), t.getId(), 0, t.getText());
    }
  }
}
