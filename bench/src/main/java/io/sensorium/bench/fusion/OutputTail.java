package io.sensorium.bench.fusion;

import io.sensorium.bench.contender.JoinedRow;
import io.sensorium.bench.jvm.Tail;
import io.sensorium.bench.truth.Output;
import io.sensorium.bench.truth.SourceEvents;
import io.sensorium.event.Moment;
import io.sensorium.serde.AvroDeserializer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Follows an output topic as a reader of committed records from where it ends now. For one thread.
 */
final class OutputTail implements Tail, AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(5);

  private final Consumer<String, byte[]> consumer;
  private final TopicPartition partition;
  private final AvroDeserializer<Moment> moments = new AvroDeserializer<>(Moment.class);
  private final Map<Long, Long> visibleByOffset = new HashMap<>();
  private final boolean remembering;
  private final long begin;
  private long count;
  private long lastVisibleMs;

  /**
   * @param remembering whether to keep when each record could be read
   */
  OutputTail(Map<String, String> kafka, String topic, boolean remembering) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000");
    consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    moments.configure(kafka, false);
    this.remembering = remembering;
    partition = new TopicPartition(topic, 0);
    consumer.assign(List.of(partition));
    consumer.seekToEnd(List.of(partition));
    begin = consumer.position(partition);
  }

  @Override
  public void poll() {
    ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
    if (!records.isEmpty()) {
      lastVisibleMs = System.currentTimeMillis();
      count += records.count();
      if (remembering) {
        records.forEach(record -> visibleByOffset.put(record.offset(), lastVisibleMs));
      }
    }
  }

  /** Records so far. */
  long count() {
    return count;
  }

  @Override
  public long lastVisibleMs() {
    return lastVisibleMs;
  }

  /** Reads all of them again, now that time does not matter. */
  Output gather(SourceEvents events, ContenderKind.Output kind) {
    Output output = new Output(events);
    consumer.seek(partition, begin);
    for (long left = count; left > 0; ) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
        long visibleMs = visibleByOffset.getOrDefault(record.offset(), 0L);
        if (kind == ContenderKind.Output.MOMENTS) {
          output.take(
              Objects.requireNonNull(moments.deserialize(record.topic(), record.value())),
              visibleMs);
        } else {
          output.take(record.key(), JoinedRow.decode(record.value()), visibleMs);
        }
        left--;
      }
    }
    return output;
  }

  @Override
  public void close() {
    consumer.close();
    moments.close();
  }
}
