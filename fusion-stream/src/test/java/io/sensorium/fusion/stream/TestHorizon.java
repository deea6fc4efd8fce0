package io.sensorium.fusion.stream;

import io.sensorium.fusion.stream.horizon.ReadHorizon;
import java.util.Collection;
import org.apache.kafka.common.TopicPartition;

/** A horizon that a test sets. */
final class TestHorizon implements ReadHorizon {
  long known = Long.MIN_VALUE;
  boolean awaited;

  @Override
  public void begin(Collection<TopicPartition> partitions) {}

  @Override
  public void end(Collection<TopicPartition> partitions) {}

  @Override
  public void awaited(Collection<TopicPartition> partitions, boolean waits) {
    awaited = waits;
  }

  @Override
  public void processed(TopicPartition partition, long offset, long arrivalMs) {}

  @Override
  public long knownUpTo(Collection<TopicPartition> partitions) {
    return known;
  }
}
