package io.sensorium.deploy.samples;

import io.sensorium.config.ConfigException;
import io.sensorium.event.AudioChunk;
import io.sensorium.event.CameraFrame;
import io.sensorium.event.TextEvent;
import io.sensorium.serde.AvroDeserializer;
import io.sensorium.worker.moment.PayloadEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The newest events of a source topic, up to its ends as they are at the start. Joins no consumer
 * group and commits nothing.
 */
final class TopicPayloads {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Consumer<byte[], byte[]> consumer;
  private final AvroDeserializer<SpecificRecord> values;
  private final String topic;

  private TopicPayloads(
      Consumer<byte[], byte[]> consumer, AvroDeserializer<SpecificRecord> values, String topic) {
    this.consumer = consumer;
    this.values = values;
    this.topic = topic;
  }

  /**
   * Reads them.
   *
   * @param kafka settings for the client and the deserializer
   * @param most events at most, as many from each partition
   * @throws ConfigException if there is no such topic or nothing in it
   */
  static List<Payload> read(Map<String, String> kafka, String topic, int most) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    try (Consumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        AvroDeserializer<SpecificRecord> values = new AvroDeserializer<>()) {
      values.configure(kafka, false);
      return new TopicPayloads(consumer, values, topic).read(most);
    }
  }

  private List<Payload> read(int most) {
    List<TopicPartition> filled = seekToNewest(most);
    Map<TopicPartition, Long> unread = new HashMap<>(consumer.endOffsets(filled));
    List<Payload> payloads = new ArrayList<>();
    ChunkRuns runs = new ChunkRuns();
    while (!unread.isEmpty()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        Long end = unread.get(new TopicPartition(topic, record.partition()));
        if (end != null && record.offset() < end && payloads.size() < most) {
          payload(record, runs).ifPresent(payloads::add);
        }
      }
      unread.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
    }
    if (payloads.isEmpty()) {
      throw new ConfigException(
          "--topic: expected events in '"
              + topic
              + "', found none. Send some, or name another topic.");
    }
    return payloads;
  }

  private List<TopicPartition> seekToNewest(int most) {
    List<PartitionInfo> infos =
        Optional.ofNullable(consumer.partitionsFor(topic)).orElse(List.of());
    if (infos.isEmpty()) {
      throw new ConfigException(
          "--topic: expected a topic, found none named '"
              + topic
              + "'. Those of events are camera.frames, audio.chunks and text.events.");
    }
    List<TopicPartition> all =
        infos.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(all);
    Map<TopicPartition, Long> ends = consumer.endOffsets(all);
    List<TopicPartition> filled =
        all.stream().filter(p -> ends.getOrDefault(p, 0L) > begins.getOrDefault(p, 0L)).toList();
    long each = (most + filled.size() - 1L) / Math.max(1, filled.size());
    consumer.assign(filled);
    for (TopicPartition partition : filled) {
      long begin = begins.getOrDefault(partition, 0L);
      consumer.seek(partition, Math.max(begin, ends.getOrDefault(partition, 0L) - each));
    }
    return filled;
  }

  /** Nothing for a record that holds no event. */
  private Optional<Payload> payload(ConsumerRecord<byte[], byte[]> record, ChunkRuns runs) {
    SpecificRecord value;
    try {
      value = values.deserialize(record.topic(), record.headers(), record.value());
    } catch (SerializationException unreadable) {
      return Optional.empty();
    }
    String name = topic + " " + record.partition() + ":" + record.offset();
    if (value instanceof CameraFrame frame) {
      return Optional.of(
          new Payload.Published(
              name,
              new PayloadEvent.Frame(
                  Payload.reference(), frame.getPayload(), frame.getEncoding())));
    }
    if (value instanceof AudioChunk chunk) {
      return Optional.of(new Payload.Published(name, runs.upTo(chunk)));
    }
    if (value instanceof TextEvent text) {
      return Optional.of(new Payload.Written(name, text.getText()));
    }
    return Optional.empty();
  }
}
