package io.sensorium.ingest.publish;

import io.sensorium.serde.AvroSerializer;
import io.sensorium.topic.TopicCatalogue;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;

/** Producer settings for sensor events, over which the user's own Kafka map wins. */
final class ProducerSettings {
  /** Room in the client beyond what the publisher lets in flight: keys, headers, batches. */
  private static final long BUFFER_SLACK_BYTES = 16L << 20;

  private ProducerSettings() {}

  static Map<String, Object> of(Map<String, String> kafka, long maxBytesInFlight) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    // JPEG does not get smaller, and chunks of PCM hardly do for what it costs.
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
    // Batches form while requests are on their way; small ones are cheap to read by reference.
    settings.put(ProducerConfig.LINGER_MS_CONFIG, "0");
    settings.put(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(TopicCatalogue.LARGEST_BYTES));
    settings.put(
        ProducerConfig.BUFFER_MEMORY_CONFIG, Long.toString(maxBytesInFlight + BUFFER_SLACK_BYTES));
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "sensorium-ingest");
    settings.putAll(kafka);
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, AvroSerializer.class);
    return settings;
  }
}
