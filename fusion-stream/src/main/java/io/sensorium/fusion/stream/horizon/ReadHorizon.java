package io.sensorium.fusion.stream.horizon;

import java.util.Collection;
import org.apache.kafka.common.TopicPartition;

/**
 * How far, in arrival time, the source partitions of a task are known. Calls for one partition come
 * from the stream thread that reads it.
 */
public interface ReadHorizon {
  /** A task begins to read the partitions. */
  void begin(Collection<TopicPartition> partitions);

  /** A task reads the partitions no more. */
  void end(Collection<TopicPartition> partitions);

  /**
   * Whether a task waits for {@link #knownUpTo} to grow, so that it is worth asking the broker for
   * it.
   */
  void awaited(Collection<TopicPartition> partitions, boolean waits);

  /** A record has been handed to the task. */
  void processed(TopicPartition partition, long offset, long arrivalMs);

  /**
   * The latest arrival time, in milliseconds since the epoch of time, such that every record of
   * these partitions that arrived at or before it has been handed to the task.
   */
  long knownUpTo(Collection<TopicPartition> partitions);
}
