package io.sensorium.worker.delivery;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The Kafka clients of one worker, from the operator's settings. What exactly once needs is set
 * regardless; the rest are defaults.
 *
 * <p>The transactional id is unique to the worker: the group and {@code group.instance.id} where
 * there is one, so that a restarted worker ends its predecessor's open transaction at once; a
 * random one otherwise. A worker that has lost its partitions is not fenced by that id but by its
 * place in the group, which goes with each transaction (KIP-447).
 *
 * <p>Without {@code group.instance.id}, a killed worker's partitions stand still until the group
 * has noticed, {@code session.timeout.ms}, and, if a transaction was open in that millisecond,
 * until the broker has aborted it: {@code transaction.timeout.ms}, and up to the broker's {@code
 * transaction.abort.timed.out.transaction.cleanup.interval.ms} more. The defaults here are 6 s, the
 * least that a broker takes by default, and 5 s, both counted from the same instant. A worker that
 * stalls longer and comes back is fenced and reads again: nothing is lost or said twice.
 */
final class DeliveryClients {
  private final Map<String, Object> consuming;
  private final Map<String, Object> producing;

  /**
   * @param kafka client settings
   * @param pipeline the pipeline's name; {@code sensorium-worker-<pipeline>} is the default group
   * @param random gives the transactional id where no instance id does
   */
  DeliveryClients(Map<String, String> kafka, String pipeline, UUID random) {
    this.consuming = new HashMap<>(kafka);
    String group =
        (String)
            consuming.compute(
                ConsumerConfig.GROUP_ID_CONFIG,
                (k, own) -> own == null ? "sensorium-worker-" + pipeline : own);
    consuming.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    consuming.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    consuming.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    consuming.putIfAbsent(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    consuming.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 256);
    if (!"consumer".equalsIgnoreCase(kafka.get(ConsumerConfig.GROUP_PROTOCOL_CONFIG))) {
      // Classic: three workers balance in 0.2 s instead of 10 s. Cooperative: who stays, goes on.
      consuming.putIfAbsent(
          ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
          CooperativeStickyAssignor.class.getName());
      if (consuming.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000) == null) {
        consuming.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_500);
      }
    }

    this.producing = new HashMap<>(kafka);
    producing.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    producing.put(ProducerConfig.ACKS_CONFIG, "all");
    producing.put(
        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
        group
            + "-"
            + kafka.getOrDefault(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, random.toString()));
    producing.putIfAbsent(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 5_000);
    producing.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
    // A transaction's records gather in few requests while its offsets are on their way; its end
    // sends at once what still lingers.
    producing.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 1);
    producing.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, 128 << 10);
  }

  Consumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(consuming, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** A producer of the worker's one transactional id. */
  Producer<byte[], byte[]> producer() {
    return new KafkaProducer<>(producing, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
