package io.sensorium.worker.payload;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The last records of the followed partitions, bounded in bytes: the oldest go first. Also knows
 * how much of each partition lies ahead of what has been asked for, so that its reader can stop
 * before it pushes out what is still to come. Thread-safe: one thread fills it, others look.
 */
final class RecordWindow {
  private record Ahead(long offset, int length) {}

  private static final class Partition {
    private final ArrayDeque<Ahead> ahead = new ArrayDeque<>();
    private long aheadBytes;
    private long passed = -1;
  }

  private final long capacity;
  private final LinkedHashMap<RecordAddress, byte[]> records = new LinkedHashMap<>();
  private final Map<TopicPartition, Partition> partitions = new HashMap<>();
  private long bytes;

  /**
   * @param capacity bytes of values to hold at most; a single larger value is not held at all
   */
  RecordWindow(long capacity) {
    this.capacity = capacity;
  }

  /** Takes the next record of a partition, and lets the oldest records go to make room. */
  synchronized void add(RecordAddress address, byte[] value) {
    byte[] replaced = records.put(address, value);
    bytes += value.length - (replaced == null ? 0 : replaced.length);
    Partition partition = partition(address.partition());
    if (replaced == null && address.offset() > partition.passed) {
      partition.ahead.add(new Ahead(address.offset(), value.length));
      partition.aheadBytes += value.length;
    }
    evict();
  }

  synchronized byte @Nullable [] get(RecordAddress address) {
    return records.get(address);
  }

  /** As {@link #get}, and takes what is found as asked for. */
  synchronized byte @Nullable [] find(RecordAddress address) {
    byte[] held = records.get(address);
    if (held != null) {
      passed(address);
    }
    return held;
  }

  /** Notes that records up to that offset have been asked for. */
  synchronized void passed(RecordAddress address) {
    Partition partition = partition(address.partition());
    partition.passed = Math.max(partition.passed, address.offset());
    for (Ahead first = partition.ahead.peek();
        first != null && first.offset() <= partition.passed;
        first = partition.ahead.peek()) {
      partition.aheadBytes -= first.length();
      partition.ahead.remove();
    }
  }

  /** Bytes read of that partition beyond the last record that was asked for. */
  synchronized long ahead(TopicPartition partition) {
    return partition(partition).aheadBytes;
  }

  /** Bytes held. */
  synchronized long bytes() {
    return bytes;
  }

  /** Mean length of the records held, 0 with none. */
  synchronized long meanLength() {
    return records.isEmpty() ? 0 : bytes / records.size();
  }

  /** Lets go of all of a partition. */
  synchronized void drop(TopicPartition partition) {
    partitions.remove(partition);
    for (Iterator<Map.Entry<RecordAddress, byte[]>> i = records.entrySet().iterator();
        i.hasNext(); ) {
      Map.Entry<RecordAddress, byte[]> entry = i.next();
      if (entry.getKey().partition().equals(partition)) {
        bytes -= entry.getValue().length;
        i.remove();
      }
    }
  }

  private void evict() {
    Iterator<Map.Entry<RecordAddress, byte[]>> oldest = records.entrySet().iterator();
    while (bytes > capacity && oldest.hasNext()) {
      Map.Entry<RecordAddress, byte[]> entry = oldest.next();
      bytes -= entry.getValue().length;
      oldest.remove();
      forgetAhead(entry.getKey());
    }
  }

  private void forgetAhead(RecordAddress address) {
    Partition partition = partition(address.partition());
    Ahead first = partition.ahead.peek();
    if (first != null && first.offset() == address.offset()) {
      partition.aheadBytes -= first.length();
      partition.ahead.remove();
    }
  }

  private Partition partition(TopicPartition partition) {
    return partitions.computeIfAbsent(partition, p -> new Partition());
  }
}
