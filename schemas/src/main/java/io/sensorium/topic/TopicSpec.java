package io.sensorium.topic;

import java.time.Duration;
import java.util.Map;

/**
 * One topic as it should stand on the broker.
 *
 * @param name the topic's name
 * @param partitions the same for all topics of a deployment, so that one site's events, moments and
 *     predictions have the same partition number everywhere
 * @param retention how long records are kept
 * @param maxMessageBytes the largest record batch that the broker takes
 */
public record TopicSpec(String name, int partitions, Duration retention, int maxMessageBytes) {

  /**
   * The topic's settings by their Kafka names. Arrival time is the broker's, so producers cannot
   * set it.
   */
  public Map<String, String> settings() {
    return Map.of(
        "cleanup.policy",
        "delete",
        "retention.ms",
        Long.toString(retention.toMillis()),
        "max.message.bytes",
        Integer.toString(maxMessageBytes),
        "message.timestamp.type",
        "LogAppendTime");
  }
}
