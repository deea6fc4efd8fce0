package io.sensorium.worker.rollout.compare;

import io.sensorium.event.Comparison;
import io.sensorium.serde.AvroSerializer;
import io.sensorium.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes comparisons on a thread and with a producer of its own, outside any transaction. What
 * it has no room for, or cannot publish, is left out and counted. It connects with the first.
 */
public final class ComparisonPublisher implements ComparisonSink, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ComparisonPublisher.class);
  private static final int WAITING = 1_000;
  private static final Duration CLOSING = Duration.ofSeconds(3);

  private final String topic;
  private final Supplier<Producer<byte[], byte[]>> producers;
  private final Serializer<Comparison> serializer;
  private final BlockingQueue<Comparison> waiting = new ArrayBlockingQueue<>(WAITING);
  private final LongAdder lost = new LongAdder();
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicBoolean troubled = new AtomicBoolean();
  private final Thread thread = new Thread(this::run, "comparisons");
  private @Nullable Producer<byte[], byte[]> producer;
  private volatile boolean closed;

  ComparisonPublisher(
      String pipeline,
      Supplier<Producer<byte[], byte[]>> producers,
      Serializer<Comparison> serializer) {
    this.topic = Topics.comparisons(pipeline);
    this.producers = producers;
    this.serializer = serializer;
  }

  /**
   * Over a producer that is there once it is needed.
   *
   * @param kafka settings of the producer and the serde
   */
  public static ComparisonPublisher over(String pipeline, Map<String, String> kafka) {
    AvroSerializer<Comparison> serializer = new AvroSerializer<>();
    serializer.configure(kafka, false);
    return new ComparisonPublisher(
        pipeline,
        () ->
            new KafkaProducer<>(
                settings(kafka), new ByteArraySerializer(), new ByteArraySerializer()),
        serializer);
  }

  @Override
  public void offer(Comparison comparison) {
    if (closed || !waiting.offer(comparison)) {
      lost.increment();
    } else if (!started.getAndSet(true)) {
      thread.setDaemon(true);
      thread.start();
    }
  }

  @Override
  public long lost() {
    return lost.sum();
  }

  /** Publishes what waits, if that is quickly done. */
  @Override
  public void close() {
    closed = true;
    try {
      thread.join(CLOSING.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
  }

  private void run() {
    try {
      while (!closed || !waiting.isEmpty()) {
        Comparison next = waiting.poll(100, TimeUnit.MILLISECONDS);
        if (next != null) {
          publish(next);
        }
      }
    } catch (InterruptedException stopped) {
      lost.add(waiting.size());
    } finally {
      if (producer != null) {
        producer.close(CLOSING);
      }
    }
  }

  private void publish(Comparison comparison) {
    try {
      if (producer == null) {
        producer = producers.get();
      }
      byte[] key = comparison.getSite().getBytes(StandardCharsets.UTF_8);
      byte[] value = serializer.serialize(topic, comparison);
      var unused =
          producer.send(
              new ProducerRecord<>(topic, key, value), (record, failure) -> sent(failure));
    } catch (RuntimeException failed) {
      sent(failed);
    }
  }

  private void sent(@Nullable Exception failure) {
    if (failure == null) {
      troubled.set(false);
    } else {
      lost.increment();
      if (!troubled.getAndSet(true)) {
        LOG.warn(
            "Comparisons cannot be published on {}, and are left out: {}; where the topic is"
                + " missing, create it with: sensorium topics",
            topic,
            failure.toString());
      }
    }
  }

  private static Map<String, Object> settings(Map<String, String> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L << 20);
    settings.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 20);
    return settings;
  }
}
