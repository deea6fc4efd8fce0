package io.sensorium.deploy.samples;

import io.sensorium.config.ConfigException;
import io.sensorium.config.Durations;
import io.sensorium.event.AudioChunk;
import io.sensorium.event.CameraFrame;
import io.sensorium.event.TextEvent;
import io.sensorium.model.labelled.SoundRuns;
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
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The newest events of a source topic, up to its ends as they are at the start. Joins no consumer
 * group and commits nothing.
 */
final class TopicPayloads {
  /** As much sound as a run of chunks may be long. */
  private static final Duration LEAD = Duration.ofNanos(SoundRuns.LONGEST_US * 1_000);

  private final NewestRecords records;
  private final AvroDeserializer<SpecificRecord> values;
  private final SoundRuns<AudioChunk> runs =
      new SoundRuns<>(
          chunk -> chunk.getSite() + '\n' + chunk.getSensor(),
          chunk -> Durations.micros(chunk.getEventTime()),
          AudioChunk::getDurationUs,
          TopicPayloads::sameForm);
  private final String topic;
  private @Nullable SerializationException unreadable;

  private TopicPayloads(
      NewestRecords records, AvroDeserializer<SpecificRecord> values, String topic) {
    this.records = records;
    this.values = values;
    this.topic = topic;
  }

  /**
   * Reads them.
   *
   * @param kafka settings for the client and the deserializer
   * @param most events at most, as many from each partition
   * @throws ConfigException if there is no such topic or nothing in it that can be read
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
      return new TopicPayloads(new NewestRecords(consumer, topic), values, topic).read(most);
    }
  }

  private List<Payload> read(int most) {
    Map<TopicPartition, Long> starts = records.starts(most);
    List<Payload> payloads = new ArrayList<>();
    records.read(
        lead(starts),
        record -> {
          Optional<Payload> payload = payload(record);
          Long start = starts.get(new TopicPartition(topic, record.partition()));
          if (start != null && record.offset() >= start && payloads.size() < most) {
            payload.ifPresent(payloads::add);
          }
        });
    if (payloads.isEmpty()) {
      throw nothing();
    }
    return payloads;
  }

  private ConfigException nothing() {
    String expected = "--topic: expected events in '" + topic + "', found ";
    SerializationException first = unreadable;
    return first == null
        ? new ConfigException(expected + "none. Send some, or name another topic.")
        : new ConfigException(
            expected + "records that hold none: " + first.getMessage() + ". Correct --registry.",
            first);
  }

  /** Chunks of sound need those before them, which are no samples themselves. */
  private Map<TopicPartition, Long> lead(Map<TopicPartition, Long> starts) {
    return records
        .first(starts)
        .filter(record -> value(record) instanceof AudioChunk)
        .map(record -> records.arrivedFrom(record.timestamp() - LEAD.toMillis(), starts))
        .orElse(starts);
  }

  /** Nothing for a record that holds no event. */
  private Optional<Payload> payload(ConsumerRecord<byte[], byte[]> record) {
    SpecificRecord value = value(record);
    String name = topic + " " + record.partition() + ":" + record.offset();
    if (value instanceof CameraFrame frame) {
      return Optional.of(
          new Payload.Published(
              name,
              new PayloadEvent.Frame(
                  Payload.reference(), frame.getPayload(), frame.getEncoding())));
    }
    if (value instanceof AudioChunk chunk) {
      return Optional.of(new Payload.Heard(name, runs.upTo(chunk)));
    }
    if (value instanceof TextEvent text) {
      return Optional.of(new Payload.Written(name, text.getText()));
    }
    return Optional.empty();
  }

  private @Nullable SpecificRecord value(ConsumerRecord<byte[], byte[]> record) {
    try {
      return values.deserialize(record.topic(), record.headers(), record.value());
    } catch (SerializationException e) {
      unreadable = unreadable == null ? e : unreadable;
      return null;
    }
  }

  private static boolean sameForm(AudioChunk one, AudioChunk other) {
    return one.getEncoding() == other.getEncoding()
        && one.getSampleRate() == other.getSampleRate()
        && one.getChannels() == other.getChannels();
  }
}
