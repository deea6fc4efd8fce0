package io.sensorium.bench.predictor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The first records of a topic. */
public final class TopicHead {
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final int EMPTY_POLLS = 5;

  private TopicHead() {}

  /** Values of as many records as there are, at most so many, partition by partition. */
  public static List<byte[]> read(Map<String, String> kafka, String topic, int limit) {
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            new HashMap<>(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(one -> new TopicPartition(topic, one.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      List<byte[]> values = new ArrayList<>();
      for (int empty = 0; values.size() < limit && empty < EMPTY_POLLS; empty++) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          empty = 0;
          if (values.size() < limit) {
            values.add(record.value());
          }
        }
      }
      return values;
    }
  }
}
