package io.sensorium.deploy.record;

import io.sensorium.config.Durations;
import io.sensorium.event.AudioChunk;
import io.sensorium.event.CameraFrame;
import io.sensorium.event.ImageEncoding;
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
import java.util.function.LongConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Saves what the source topics hold as a recording, in arrival order and with the broker's arrival
 * times. Reads up to the ends that the topics have at the start; joins no consumer group and
 * commits nothing.
 */
public final class Recorder {
  private static final List<String> TOPICS =
      List.of(Topics.CAMERA_FRAMES, Topics.AUDIO_CHUNKS, Topics.TEXT_EVENTS);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int PAUSE_AT = 64;

  private final Map<String, String> kafka;

  /**
   * @param kafka settings for the client and the deserializer
   */
  public Recorder(Map<String, String> kafka) {
    this.kafka = Map.copyOf(kafka);
  }

  /**
   * What was saved.
   *
   * @param events rows of the recording
   * @param unreadable records that hold no event, left out
   */
  public record Result(long events, long unreadable) {}

  /**
   * Saves all there is.
   *
   * @param progress told the number of records done
   */
  public Result record(Path folder, LongConsumer progress) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    try (Consumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        AvroDeserializer<SpecificRecord> values = new AvroDeserializer<>();
        RecordingWriter writer = RecordingWriter.create(folder)) {
      values.configure(kafka, false);
      return new Copy(consumer, values, writer, progress).run();
    }
  }

  private static final class Copy {
    private final Consumer<byte[], byte[]> consumer;
    private final AvroDeserializer<SpecificRecord> values;
    private final RecordingWriter writer;
    private final LongConsumer progress;
    private long done;
    private long unreadable;

    Copy(
        Consumer<byte[], byte[]> consumer,
        AvroDeserializer<SpecificRecord> values,
        RecordingWriter writer,
        LongConsumer progress) {
      this.consumer = consumer;
      this.values = values;
      this.writer = writer;
      this.progress = progress;
    }

    Result run() {
      List<TopicPartition> partitions = new ArrayList<>();
      TOPICS.forEach(
          topic ->
              consumer
                  .partitionsFor(topic)
                  .forEach(p -> partitions.add(new TopicPartition(topic, p.partition()))));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> unfinished = new HashMap<>(consumer.endOffsets(partitions));
      ArrivalMerge merge = new ArrivalMerge(partitions, Comparator.comparingInt(TOPICS::indexOf));
      while (true) {
        finishRead(unfinished, merge);
        drain(merge);
        if (unfinished.isEmpty()) {
          return new Result(writer.rows(), unreadable);
        }
        pauseFull(unfinished, merge);
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          Long end = unfinished.get(new TopicPartition(record.topic(), record.partition()));
          if (end != null && record.offset() < end) {
            merge.add(record);
          }
        }
      }
    }

    /** A partition is read when its position has passed the end and what came of it is written. */
    private void finishRead(Map<TopicPartition, Long> unfinished, ArrivalMerge merge) {
      unfinished
          .entrySet()
          .removeIf(
              entry -> {
                TopicPartition partition = entry.getKey();
                if (merge.waiting(partition) > 0
                    || consumer.position(partition) < entry.getValue()) {
                  return false;
                }
                merge.finish(partition);
                return true;
              });
    }

    private void drain(ArrivalMerge merge) {
      Optional<ConsumerRecord<byte[], byte[]>> next = merge.next();
      while (next.isPresent()) {
        write(next.get());
        progress.accept(++done);
        next = merge.next();
      }
    }

    private void pauseFull(Map<TopicPartition, Long> unfinished, ArrivalMerge merge) {
      List<TopicPartition> full = new ArrayList<>();
      List<TopicPartition> open = new ArrayList<>();
      consumer
          .assignment()
          .forEach(
              p -> {
                boolean hold = !unfinished.containsKey(p) || merge.waiting(p) >= PAUSE_AT;
                (hold ? full : open).add(p);
              });
      consumer.pause(full);
      consumer.resume(open);
    }

    private static String extension(ImageEncoding encoding) {
      return switch (encoding) {
        case JPEG -> "jpg";
        case PNG -> "png";
        case PNM -> "pnm";
      };
    }

    private void write(ConsumerRecord<byte[], byte[]> record) {
      @Nullable SpecificRecord value;
      try {
        value = values.deserialize(record.topic(), record.headers(), record.value());
      } catch (SerializationException e) {
        unreadable++;
        return;
      }
      long arrival = record.timestamp() * 1_000;
      if (value instanceof CameraFrame frame) {
        String path = writer.payloadFile(extension(frame.getEncoding()), frame.getPayload());
        writer.write(
            arrival,
            Durations.micros(frame.getEventTime()),
            frame.getSite(),
            Modality.CAMERA,
            frame.getSensor(),
            frame.getId(),
            0,
            path);
      } else if (value instanceof AudioChunk chunk) {
        String path = writer.payloadFile("wav", Wave.header(chunk), chunk.getPayload());
        writer.write(
            arrival,
            Durations.micros(chunk.getEventTime()),
            chunk.getSite(),
            Modality.AUDIO,
            chunk.getSensor(),
            chunk.getId(),
            chunk.getDurationUs(),
            path);
      } else if (value instanceof TextEvent text) {
        writer.write(
            arrival,
            Durations.micros(text.getEventTime()),
            text.getSite(),
            Modality.TEXT,
            text.getSensor(),
            text.getId(),
            0,
            text.getText());
      } else {
        unreadable++;
      }
    }
  }
}
