package io.sensorium.deploy.deadletter;

import io.sensorium.event.DeadLetter;
import io.sensorium.topic.HeaderNames;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record of a dead-letter topic.
 *
 * @param record as it stands there
 * @param content null where the record cannot be read as a dead letter
 */
public record Letter(ConsumerRecord<byte[], byte[]> record, @Nullable DeadLetter content) {

  public TopicPartition partition() {
    return new TopicPartition(record.topic(), record.partition());
  }

  public long offset() {
    return record.offset();
  }

  /** Where it stands, as {@code topic-partition@offset}. */
  public String place() {
    return partition() + "@" + offset();
  }

  /** How often what it is about has been sent back before it failed this time. */
  public int replays() {
    Header header = record.headers().lastHeader(HeaderNames.REPLAYS);
    if (header == null || header.value() == null) {
      return 0;
    }
    try {
      return Math.max(0, Integer.parseInt(new String(header.value(), StandardCharsets.UTF_8)));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
