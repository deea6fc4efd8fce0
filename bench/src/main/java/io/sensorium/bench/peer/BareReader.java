package io.sensorium.bench.peer;

import io.sensorium.bench.contender.Contender;
import io.sensorium.bench.contender.RunSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** One consumer without a group that takes every event: the limit of the client. */
final class BareReader implements Contender {
  private static final int POLL_RECORDS = 1000;
  private static final Duration POLL = Duration.ofSeconds(1);

  @Override
  public Running start(RunSettings run) {
    Map<String, Object> settings = new HashMap<>(run.kafka());
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, StreamsRun.FETCH_BYTES);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    Reading reading =
        new Reading(
            new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    reading.thread.start();
    return reading;
  }

  private static final class Reading implements Running {
    private final Consumer<byte[], byte[]> consumer;
    private final LongAdder taken = new LongAdder();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Thread thread = new Thread(this::read, "reader");

    Reading(Consumer<byte[], byte[]> consumer) {
      this.consumer = consumer;
    }

    private void read() {
      try (consumer) {
        List<TopicPartition> partitions =
            StreamsReader.TOPICS.stream().map(topic -> new TopicPartition(topic, 0)).toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        while (true) {
          taken.add(consumer.poll(POLL).count());
        }
      } catch (WakeupException e) {
        // closed
      } catch (KafkaException e) {
        failure.set(e);
      }
    }

    @Override
    public long taken() {
      return taken.sum();
    }

    @Override
    public @Nullable Throwable failure() {
      return failure.get();
    }

    @Override
    public void close() {
      consumer.wakeup();
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
