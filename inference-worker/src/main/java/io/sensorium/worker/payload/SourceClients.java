package io.sensorium.worker.payload;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Opens the consumers that read source topics. */
public final class SourceClients {
  private SourceClients() {}

  /**
   * Starts following source partitions as they are asked for.
   *
   * @param kafka client settings; none of a group is used
   * @param windowBytes bytes of records to hold at most
   */
  public static SourceRecords follow(Map<String, String> kafka, long windowBytes) {
    SoughtRecords sought = sought(kafka, 0);
    Map<String, Object> following = settings(kafka, "payload-follower");
    // A partition newly followed is fetched after the long poll that is under way.
    following.putIfAbsent(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50);
    following.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 200);
    FollowedRecords followed =
        new FollowedRecords(consumer(following), sought, windowBytes, System::nanoTime);
    sought.start();
    followed.start();
    return followed;
  }

  /**
   * Starts seeking source records one by one, as they are asked for.
   *
   * @param kafka client settings; none of a group is used
   * @param windowBytes bytes of records to hold at most
   */
  public static SourceRecords seek(Map<String, String> kafka, long windowBytes) {
    SoughtRecords sought = sought(kafka, windowBytes);
    sought.start();
    return sought;
  }

  private static SoughtRecords sought(Map<String, String> kafka, long windowBytes) {
    Map<String, Object> seeking = settings(kafka, "payload-seeker");
    // A seek wants one record. The broker sends at least one batch, however large.
    seeking.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 64 << 10);
    seeking.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 16);
    // At the end of a partition the client asks for more at once; until the broker has waited for
    // that in vain, the next seek has to wait too.
    seeking.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 1);
    return new SoughtRecords(consumer(seeking), windowBytes, System::nanoTime);
  }

  private static Consumer<byte[], byte[]> consumer(Map<String, Object> settings) {
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static Map<String, Object> settings(Map<String, String> kafka, String name) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    settings.remove(ConsumerConfig.GROUP_PROTOCOL_CONFIG);
    settings.remove(ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG);
    settings.merge(ConsumerConfig.CLIENT_ID_CONFIG, name, (own, suffix) -> own + "-" + suffix);
    settings.putIfAbsent(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return settings;
  }
}
