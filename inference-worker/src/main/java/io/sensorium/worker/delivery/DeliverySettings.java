package io.sensorium.worker.delivery;

import io.sensorium.config.ConfigException;
import io.sensorium.topic.Topics;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * What one pipeline's delivery goes by.
 *
 * @param pipeline the pipeline's name, from which the topics follow
 * @param config as configured
 * @param maxRecordBytes largest record that may be produced
 */
record DeliverySettings(String pipeline, DeliveryConfig config, int maxRecordBytes) {
  private static final String KAFKAS_DEFAULT = String.valueOf(1 << 20);

  /**
   * @param kafka client settings
   */
  static DeliverySettings of(String pipeline, DeliveryConfig config, Map<String, String> kafka) {
    String largest = kafka.getOrDefault(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, KAFKAS_DEFAULT);
    try {
      return new DeliverySettings(pipeline, config, Integer.parseInt(largest.strip()));
    } catch (NumberFormatException e) {
      throw new ConfigException(
          "expected a number of bytes in max.request.size, found " + largest, e);
    }
  }

  Duration commitInterval() {
    return config.commitInterval();
  }

  int recordsPerTransaction() {
    return config.recordsPerTransaction();
  }

  int maxInFlight() {
    return config.maxInFlight();
  }

  long maxInFlightBytes() {
    return config.maxInFlightBytes().bytes();
  }

  String moments() {
    return Topics.moments(pipeline);
  }
}
