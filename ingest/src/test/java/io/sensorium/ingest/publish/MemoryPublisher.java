package io.sensorium.ingest.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A publisher whose Kafka is a list. */
public final class MemoryPublisher implements AutoCloseable {
  private final MockProducer<String, SpecificRecord> producer;
  private final Publisher publisher;

  public MemoryPublisher() {
    this(true, 64 << 20);
  }

  private MemoryPublisher(boolean acknowledges, long maxBytesInFlight) {
    producer =
        new MockProducer<>(
            acknowledges,
            null,
            new StringSerializer(),
            (topic, record) -> record.toString().getBytes(UTF_8));
    publisher = new Publisher(producer, maxBytesInFlight, new SplittableRandom(1), Duration.ZERO);
  }

  /** Acknowledges only when told to, and takes no more than a number of bytes until then. */
  public static MemoryPublisher silent(long maxBytesInFlight) {
    return new MemoryPublisher(false, maxBytesInFlight);
  }

  /** Takes nothing. */
  public static MemoryPublisher failing(RuntimeException failure) {
    MemoryPublisher failing = new MemoryPublisher();
    failing.producer.sendException = failure;
    return failing;
  }

  public Publisher publisher() {
    return publisher;
  }

  /** Acknowledges the oldest event; whether there was one. */
  public boolean acknowledgeNext() {
    return producer.completeNext();
  }

  public List<ProducerRecord<String, SpecificRecord>> sent() {
    return producer.history();
  }

  public List<SpecificRecord> records() {
    return producer.history().stream().map(ProducerRecord::value).toList();
  }

  @Override
  public void close() {
    publisher.close();
  }
}
