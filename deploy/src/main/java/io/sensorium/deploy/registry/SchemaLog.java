package io.sensorium.deploy.registry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The registry's changes in one compacted partition. What is appended is acknowledged by the broker
 * and then read back, so the state is what the topic says and nothing else. Belongs to one thread;
 * all methods block and throw {@link KafkaException} where Kafka fails.
 */
final class SchemaLog implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final TopicPartition partition;
  private final Producer<String, String> producer;
  private final Consumer<String, String> consumer;

  private SchemaLog(
      TopicPartition partition,
      Producer<String, String> producer,
      Consumer<String, String> consumer) {
    this.partition = partition;
    this.producer = producer;
    this.consumer = consumer;
  }

  /** Opens the log, with its topic made where it is not there; reads nothing yet. */
  static SchemaLog open(Map<String, String> kafka, String topic, short replication) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put("client.id", "schema-registry");
    settings.put("request.timeout.ms", "5000");
    settings.put("default.api.timeout.ms", Long.toString(PATIENCE.toMillis()));
    try (Admin admin = Admin.create(new HashMap<>(settings))) {
      NewTopic wanted = new NewTopic(topic, 1, replication);
      admin.createTopics(List.of(wanted.configs(Map.of("cleanup.policy", "compact")))).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new KafkaException("Cannot create topic " + topic + ": " + e.getCause(), e);
      }
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
    settings.put("delivery.timeout.ms", Long.toString(PATIENCE.toMillis()));
    settings.put("max.block.ms", Long.toString(PATIENCE.toMillis()));
    settings.put("linger.ms", "0");
    settings.put("enable.idempotence", "true");
    settings.put("acks", "all");
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", "false");
    TopicPartition partition = new TopicPartition(topic, 0);
    KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    return new SchemaLog(
        partition,
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer()),
        consumer);
  }

  /** The changes between what was last read and the end. */
  List<Change> read() {
    Long end = consumer.endOffsets(List.of(partition), PATIENCE).get(partition);
    return readTo(end == null ? 0 : end);
  }

  /** Appends changes; those that were read back, which include what another process appended. */
  List<Change> append(List<Change> changes) {
    List<Future<RecordMetadata>> acks = new ArrayList<>();
    for (Change change : changes) {
      ChangeFormat.Encoded encoded = ChangeFormat.encode(change);
      acks.add(
          producer.send(
              new ProducerRecord<>(partition.topic(), 0, encoded.key(), encoded.value())));
    }
    long end = 0;
    try {
      for (Future<RecordMetadata> ack : acks) {
        end = Math.max(end, ack.get().offset() + 1);
      }
    } catch (ExecutionException e) {
      throw new KafkaException("Cannot append to " + partition + ": " + e.getCause(), e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
    return readTo(end);
  }

  private List<Change> readTo(long end) {
    List<Change> changes = new ArrayList<>();
    long last = System.nanoTime();
    while (consumer.position(partition, PATIENCE) < end) {
      for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
        ChangeFormat.decode(record.key(), record.value()).ifPresent(changes::add);
        last = System.nanoTime();
      }
      if (System.nanoTime() - last > PATIENCE.toNanos()) {
        throw new TimeoutException("Cannot read " + partition + " to its end, offset " + end);
      }
    }
    return changes;
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
    consumer.close();
  }
}
