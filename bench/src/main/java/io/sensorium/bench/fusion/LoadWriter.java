package io.sensorium.bench.fusion;

import io.sensorium.ingest.publish.SensorEvent;
import io.sensorium.serde.AvroSerializer;
import io.sensorium.topic.TopicCatalogue;
import io.sensorium.topic.TopicSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Puts a load on the source topics, with ingest's producer settings. For one thread.
 *
 * @param kafka client settings
 * @param admin stays the caller's
 */
record LoadWriter(Map<String, String> kafka, Admin admin) {
  private static final String STAMP = "message.timestamp.type";
  private static final long BUFFER_BYTES = 64L << 20;
  private static final List<String> TOPICS =
      TopicCatalogue.sources(1).stream().map(TopicSpec::name).toList();

  /**
   * Writes as fast as Kafka takes it what will look, arrival times included, as if it had been
   * recorded as it happened. The topics stamp arrival times again afterwards.
   */
  void record(SourceLoad load) throws InterruptedException, ExecutionException {
    Instant start = Instant.now().minusMillis(load.spanUs() / 1000);
    stamp("CreateTime");
    try (Sending sending = new Sending()) {
      load.send(
          start, (event, arrivalUs) -> sending.send(event, Math.floorDiv(arrivalUs + 999, 1000)));
    }
    stamp("LogAppendTime");
  }

  /** Writes it as it happens, from now on. */
  void live(SourceLoad load) throws InterruptedException {
    Instant start = Instant.now();
    try (Sending sending = new Sending()) {
      load.send(
          start,
          (event, arrivalUs) -> {
            long aheadUs =
                arrivalUs - Duration.between(Instant.EPOCH, Instant.now()).toNanos() / 1000;
            if (aheadUs > 0) {
              TimeUnit.MICROSECONDS.sleep(aheadUs);
            }
            sending.send(event, null);
          });
    }
  }

  /** Empties the source topics. */
  void clear() throws InterruptedException, ExecutionException {
    Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
    for (String topic : TOPICS) {
      all.put(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(-1));
    }
    admin.deleteRecords(all).all().get();
  }

  private void stamp(String type) throws InterruptedException, ExecutionException {
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    for (String topic : TOPICS) {
      changes.put(
          new ConfigResource(ConfigResource.Type.TOPIC, topic),
          List.of(new AlterConfigOp(new ConfigEntry(STAMP, type), AlterConfigOp.OpType.SET)));
    }
    admin.incrementalAlterConfigs(changes).all().get();
  }

  /** A producer that throws at its end what became of its records. */
  private final class Sending implements AutoCloseable {
    private final Producer<String, SpecificRecord> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    Sending() {
      Map<String, Object> settings = new HashMap<>(kafka);
      settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
      settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
      settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, TopicCatalogue.LARGEST_BYTES);
      AvroSerializer<SpecificRecord> values = new AvroSerializer<>();
      values.configure(kafka, false);
      producer = new KafkaProducer<>(settings, new StringSerializer(), values);
    }

    void send(SensorEvent event, @Nullable Long arrivalMs) {
      var unused =
          producer.send(
              new ProducerRecord<>(event.topic(), 0, arrivalMs, event.site(), event.record()),
              (metadata, failed) -> {
                if (failed != null) {
                  failure.compareAndSet(null, failed);
                }
              });
    }

    @Override
    public void close() {
      producer.close();
      Exception failed = failure.get();
      if (failed != null) {
        throw new IllegalStateException("an event was not taken by the broker", failed);
      }
    }
  }
}
