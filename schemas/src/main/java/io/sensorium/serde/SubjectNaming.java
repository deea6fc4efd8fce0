package io.sensorium.serde;

import org.apache.avro.Schema;
import org.apache.kafka.common.config.ConfigException;

/** Which subject of the registry a schema is registered under. */
public enum SubjectNaming {
  /** {@code <topic>-value} or {@code <topic>-key}: one record type a topic. */
  TOPIC,
  /** The record's full name: one history of a type, whatever its topics. */
  RECORD,
  /** {@code <topic>-<full name>}: several record types on a topic. */
  TOPIC_RECORD;

  /**
   * Reads a {@code key.subject.name.strategy} or {@code value.subject.name.strategy}: {@code
   * TopicName}, {@code RecordName}, {@code TopicRecordName}, or the name of Confluent's class.
   *
   * @throws ConfigException if it names none of them
   */
  public static SubjectNaming named(String key, String strategy) {
    String simple = strategy.substring(strategy.lastIndexOf('.') + 1);
    return switch (simple.endsWith("Strategy")
        ? simple.substring(0, simple.length() - "Strategy".length())
        : simple) {
      case "TopicName" -> TOPIC;
      case "RecordName" -> RECORD;
      case "TopicRecordName" -> TOPIC_RECORD;
      default ->
          throw new ConfigException(
              key, strategy, "expected TopicName, RecordName or TopicRecordName");
    };
  }

  /** The subject of a schema on a topic. */
  public String subject(String topic, boolean isKey, Schema schema) {
    return switch (this) {
      case TOPIC -> topic + (isKey ? "-key" : "-value");
      case RECORD -> schema.getFullName();
      case TOPIC_RECORD -> topic + "-" + schema.getFullName();
    };
  }
}
