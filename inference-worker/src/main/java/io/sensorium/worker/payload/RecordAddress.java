package io.sensorium.worker.payload;

import io.sensorium.event.EventReference;
import org.apache.kafka.common.TopicPartition;

/**
 * Where one record stands.
 *
 * @param partition topic and partition
 * @param offset offset in it
 */
public record RecordAddress(TopicPartition partition, long offset) {

  static RecordAddress of(EventReference reference) {
    return new RecordAddress(
        new TopicPartition(reference.getTopic(), reference.getPartition()), reference.getOffset());
  }

  @Override
  public String toString() {
    return partition + "@" + offset;
  }
}
