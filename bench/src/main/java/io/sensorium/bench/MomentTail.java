package io.sensorium.bench;

import io.sensorium.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Counts the moments that become visible to readers of committed records. For one thread. */
final class MomentTail implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(1);

  private final Consumer<byte[], byte[]> consumer;
  private long visible;

  /** Begins where the topic ends now. */
  MomentTail(Map<String, String> kafka, String pipeline) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "50");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000");
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> moments = List.of(new TopicPartition(Topics.moments(pipeline), 0));
    consumer.assign(moments);
    consumer.seekToEnd(moments);
    moments.forEach(consumer::position);
  }

  /** Reads on and tells how many there are by now. */
  long visible() {
    visible += consumer.poll(POLL).count();
    return visible;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
