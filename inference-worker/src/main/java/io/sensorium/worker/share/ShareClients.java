package io.sensorium.worker.share;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The Kafka clients of a worker in a share group, from the operator's settings. What at least once
 * needs is set regardless; the rest are defaults.
 */
public final class ShareClients {
  /** Settings of consumer groups, which the share consumer refuses. */
  private static final List<String> OF_CONSUMER_GROUPS =
      List.of(
          ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
          ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
          ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
          ConsumerConfig.ISOLATION_LEVEL_CONFIG,
          ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
          ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG,
          ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
          ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
          ConsumerConfig.GROUP_PROTOCOL_CONFIG,
          ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG);

  private final Map<String, Object> consuming;
  private final Map<String, Object> producing;
  private final String group;

  /**
   * @param kafka client settings
   * @param pipeline the pipeline's name; {@code sensorium-worker-<pipeline>-shared} is the default
   *     group, because a consumer group and a share group cannot have the same name
   * @param inFlight moments that each consumer may hold at most
   */
  public ShareClients(Map<String, String> kafka, String pipeline, int inFlight) {
    this.group =
        kafka.getOrDefault(
            ConsumerConfig.GROUP_ID_CONFIG, "sensorium-worker-" + pipeline + "-shared");
    this.consuming = new HashMap<>(kafka);
    OF_CONSUMER_GROUPS.forEach(consuming::remove);
    consuming.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    consuming.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
    // Otherwise the broker hands over whole batches, and a slow worker hoards.
    consuming.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
    consuming.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, inFlight);
    consuming.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);

    this.producing = new HashMap<>(kafka);
    producing.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
    producing.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    producing.put(ProducerConfig.ACKS_CONFIG, "all");
    producing.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
    producing.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 60_000);
    producing.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 0);
  }

  /** The share group's name. */
  public String group() {
    return group;
  }

  ShareConsumer<byte[], byte[]> consumer() {
    return new KafkaShareConsumer<>(
        consuming, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  Producer<byte[], byte[]> producer() {
    return new KafkaProducer<>(producing, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
