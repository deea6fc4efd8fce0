package io.sensorium.deploy.record;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Puts the records of several partitions into arrival order: by arrival time, then topic (in the
 * order camera, audio, text), partition and offset. A record comes out once every unfinished
 * partition has shown its next one. For one thread.
 */
final class ArrivalMerge {
  private final Map<TopicPartition, Queue<ConsumerRecord<byte[], byte[]>>> waiting =
      new HashMap<>();
  private final PriorityQueue<ConsumerRecord<byte[], byte[]>> heads;
  private int silent;

  ArrivalMerge(Collection<TopicPartition> partitions, Comparator<String> topicOrder) {
    partitions.forEach(p -> waiting.put(p, new ArrayDeque<>()));
    silent = partitions.size();
    heads =
        new PriorityQueue<>(
            Comparator.<ConsumerRecord<byte[], byte[]>>comparingLong(ConsumerRecord::timestamp)
                .thenComparing(ConsumerRecord::topic, topicOrder)
                .thenComparingInt(ConsumerRecord::partition)
                .thenComparingLong(ConsumerRecord::offset));
  }

  void add(ConsumerRecord<byte[], byte[]> record) {
    Queue<ConsumerRecord<byte[], byte[]>> queue = queueOf(partitionOf(record));
    queue.add(record);
    if (queue.size() == 1) {
      heads.add(record);
      silent--;
    }
  }

  /** Says that a partition will show no more records. */
  void finish(TopicPartition partition) {
    Queue<ConsumerRecord<byte[], byte[]>> queue = waiting.get(partition);
    if (queue != null && queue.isEmpty()) {
      waiting.remove(partition);
      silent--;
    }
  }

  /** Records of a partition that wait for others. */
  int waiting(TopicPartition partition) {
    Queue<ConsumerRecord<byte[], byte[]>> queue = waiting.get(partition);
    return queue == null ? 0 : queue.size();
  }

  /** The next record in arrival order, or empty while an unfinished partition has shown none. */
  Optional<ConsumerRecord<byte[], byte[]>> next() {
    if (silent > 0 || heads.isEmpty()) {
      return Optional.empty();
    }
    ConsumerRecord<byte[], byte[]> first = heads.remove();
    Queue<ConsumerRecord<byte[], byte[]>> queue = queueOf(partitionOf(first));
    queue.remove();
    ConsumerRecord<byte[], byte[]> following = queue.peek();
    if (following == null) {
      silent++;
    } else {
      heads.add(following);
    }
    return Optional.of(first);
  }

  private Queue<ConsumerRecord<byte[], byte[]>> queueOf(TopicPartition partition) {
    Queue<ConsumerRecord<byte[], byte[]>> queue = waiting.get(partition);
    if (queue == null) {
      throw new IllegalStateException(partition + " is finished or was never named");
    }
    return queue;
  }

  private static TopicPartition partitionOf(ConsumerRecord<byte[], byte[]> record) {
    return new TopicPartition(record.topic(), record.partition());
  }
}
