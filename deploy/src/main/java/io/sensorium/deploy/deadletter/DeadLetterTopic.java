package io.sensorium.deploy.deadletter;

import io.sensorium.config.ConfigException;
import io.sensorium.event.DeadLetter;
import io.sensorium.serde.AvroDeserializer;
import io.sensorium.serde.RegistryUnavailableException;
import io.sensorium.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline's dead letters up to the ends that the topic has when this is opened, and how far
 * earlier replays have come. For one thread.
 */
public final class DeadLetterTopic implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Consumer<byte[], byte[]> consumer;
  private final AvroDeserializer<DeadLetter> values = new AvroDeserializer<>(DeadLetter.class);
  private final Map<TopicPartition, Long> ends;

  private DeadLetterTopic(
      Map<String, String> kafka, Consumer<byte[], byte[]> consumer, List<TopicPartition> all) {
    this.consumer = consumer;
    this.values.configure(kafka, false);
    consumer.assign(all);
    consumer.seekToBeginning(all);
    this.ends = Map.copyOf(consumer.endOffsets(all));
  }

  /**
   * Opens the dead letters of a pipeline, at their beginning.
   *
   * @throws ConfigException where the topic is not there
   */
  public static DeadLetterTopic open(Map<String, String> kafka, String pipeline) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group(pipeline));
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "100");
    Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    try {
      String topic = Topics.deadLetters(pipeline);
      if (!consumer.listTopics().containsKey(topic)) {
        throw new ConfigException(
            "expected topic %s, found none; check the pipeline's name (--pipeline) and the broker (--bootstrap)"
                .formatted(topic));
      }
      List<TopicPartition> all =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      return new DeadLetterTopic(kafka, consumer, all);
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  /** The consumer group that keeps how far replays have come. */
  static String group(String pipeline) {
    return "sensorium-replay-" + pipeline;
  }

  /** That group, for a transaction. */
  ConsumerGroupMetadata group() {
    return consumer.groupMetadata();
  }

  public Set<TopicPartition> partitions() {
    return ends.keySet();
  }

  /** The offset that each partition ended at when this was opened. */
  public long end(TopicPartition partition) {
    return Objects.requireNonNull(ends.get(partition));
  }

  /** The first offset of each partition that no replay has been at; absent where none was. */
  public Map<TopicPartition, Long> replayed() {
    Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(partitions());
    return committed.entrySet().stream()
        .filter(entry -> entry.getValue() != null)
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }

  /** Goes to an offset of one partition. */
  public void seek(TopicPartition partition, long offset) {
    consumer.seek(partition, offset);
  }

  /**
   * Reads on to the ends, partition by partition as the broker gives them.
   *
   * @param reader returns whether it wants more
   * @throws RegistryUnavailableException where the registry does not answer
   */
  public void read(Predicate<Letter> reader) {
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      for (var record : consumer.poll(POLL)) {
        Letter letter = new Letter(record, content(record.topic(), record.value()));
        if (letter.offset() < end(letter.partition()) && !reader.test(letter)) {
          return;
        }
      }
    }
  }

  private @Nullable DeadLetter content(String topic, byte @Nullable [] value) {
    if (value == null) {
      return null;
    }
    try {
      return values.deserialize(topic, value);
    } catch (RegistryUnavailableException e) {
      throw e;
    } catch (SerializationException e) {
      return null;
    }
  }

  @Override
  public void close() {
    consumer.close();
    values.close();
  }
}
