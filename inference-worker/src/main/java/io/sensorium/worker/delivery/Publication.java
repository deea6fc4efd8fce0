package io.sensorium.worker.delivery;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What one transaction makes visible: answers, and how far the moments have been read.
 *
 * @param records in the order in which they are produced
 * @param offsets the next offset to read of each partition
 */
record Publication(
    List<ProducerRecord<byte[], byte[]>> records, Map<TopicPartition, OffsetAndMetadata> offsets) {
  Publication {
    records = List.copyOf(records);
    offsets = Map.copyOf(offsets);
  }
}
