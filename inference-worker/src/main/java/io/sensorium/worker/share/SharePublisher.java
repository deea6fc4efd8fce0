package io.sensorium.worker.share;

import java.time.Duration;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** The idempotent producer of a worker's answers, for all its readers. */
final class SharePublisher implements AnswerSender, AutoCloseable {
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final Producer<byte[], byte[]> producer;

  SharePublisher(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  @Override
  public void send(ProducerRecord<byte[], byte[]> record, Consumer<@Nullable Exception> done) {
    try {
      var unused = producer.send(record, (metadata, failure) -> done.accept(failure));
    } catch (KafkaException | IllegalStateException e) {
      done.accept(e);
    }
  }

  @Override
  public void close() {
    producer.close(CLOSE);
  }
}
