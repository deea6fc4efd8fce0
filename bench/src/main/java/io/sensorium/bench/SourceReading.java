package io.sensorium.bench;

import io.sensorium.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;

/**
 * Reads all source topics from the beginning and does nothing else: what nobody who reads them can
 * do faster. Fetch sizes are those of the fusion service.
 */
final class SourceReading {
  private static final List<String> TOPICS =
      List.of(Topics.CAMERA_FRAMES, Topics.AUDIO_CHUNKS, Topics.TEXT_EVENTS);
  private static final int FETCH_BYTES = 8 << 20;
  private static final int POLL_RECORDS = 1000;

  private final Map<String, String> kafka;
  private final long events;

  /**
   * @param events that are on the topics
   */
  SourceReading(Map<String, String> kafka, long events) {
    this.kafka = kafka;
    this.events = events;
  }

  /** One consumer without a group, timed from before its first fetch. */
  double byConsumer() {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          TOPICS.stream().map(topic -> new TopicPartition(topic, 0)).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      partitions.forEach(consumer::position);
      long read = 0;
      long began = System.nanoTime();
      while (read < events) {
        int more = consumer.poll(Duration.ofSeconds(10)).count();
        if (more == 0) {
          throw new IllegalStateException(
              "expected %d events on the topics, found %d".formatted(events, read));
        }
        read += more;
      }
      return read * 1e9 / (System.nanoTime() - began);
    }
  }

  /** A Kafka Streams application with one thread that writes nothing. */
  double byStreams(String applicationId, String stateFolder) throws InterruptedException {
    AtomicLong count = new AtomicLong();
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(
            TOPICS,
            Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                .withOffsetResetPolicy(AutoOffsetReset.earliest()))
        .foreach((key, value) -> count.incrementAndGet());
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
    settings.put(StreamsConfig.STATE_DIR_CONFIG, stateFolder);
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
    settings.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG),
        FETCH_BYTES);
    settings.putAll(kafka);
    KafkaStreams streams = new KafkaStreams(builder.build(), settings);
    try {
      streams.start();
      return FirstToLast.ofWallClock().rate(count::get, events, () -> true);
    } finally {
      streams.close(
          CloseOptions.timeout(Duration.ofSeconds(30))
              .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }
  }
}
