package io.sensorium.worker.delivery;

import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes in transactions. A transaction that fails is aborted; where even that fails, or where
 * nobody can say whether it was committed, the producer is given up, and the next one, under the
 * same transactional id, makes the broker decide before it begins. In each case the caller reads
 * again from what is committed. Owned by the delivery thread.
 */
final class TransactionalPublisher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TransactionalPublisher.class);
  private static final int COMMIT_ATTEMPTS = 3;

  private final Supplier<Producer<byte[], byte[]>> producers;
  private @Nullable Producer<byte[], byte[]> producer;

  /**
   * @param producers each with the same transactional id
   */
  TransactionalPublisher(Supplier<Producer<byte[], byte[]>> producers) {
    this.producers = producers;
  }

  /**
   * Makes sure that there is a producer and that no earlier transaction of its id is undecided.
   *
   * @throws KafkaException where the broker does not answer, or does not allow it
   */
  void open() {
    if (producer == null) {
      Producer<byte[], byte[]> opened = producers.get();
      try {
        opened.initTransactions();
      } catch (KafkaException e) {
        opened.close(Duration.ZERO);
        throw e;
      }
      producer = opened;
    }
  }

  /**
   * Publishes all or nothing.
   *
   * @param group the consumer's place in its group: a worker that has lost its partitions without
   *     knowing it yet is refused
   * @return whether it is committed; if not, read again from the committed offsets
   * @throws KafkaException where trying again cannot help: rights are missing
   */
  boolean publish(Publication publication, ConsumerGroupMetadata group) {
    Producer<byte[], byte[]> current = producer;
    if (current == null) {
      return false;
    }
    boolean ending = false;
    try {
      current.beginTransaction();
      for (ProducerRecord<byte[], byte[]> record : publication.records()) {
        // The commit waits for it, and throws what it fails with.
        var unused = current.send(record);
      }
      current.sendOffsetsToTransaction(publication.offsets(), group);
      ending = true;
      commit(current);
      return true;
    } catch (AuthorizationException | AuthenticationException | UnsupportedVersionException e) {
      giveUp(current);
      throw e;
    } catch (KafkaException | IllegalStateException e) {
      LOG.warn("A transaction failed; its moments are read again: {}", e.toString());
      if (ending && e instanceof TimeoutException) {
        giveUp(current);
      } else {
        abort(current);
      }
      return false;
    }
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(5));
      producer = null;
    }
  }

  /** A commit that timed out may be repeated, and only that. */
  private static void commit(Producer<byte[], byte[]> producer) {
    for (int attempt = 1; ; attempt++) {
      try {
        producer.commitTransaction();
        return;
      } catch (TimeoutException e) {
        if (attempt == COMMIT_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private void abort(Producer<byte[], byte[]> producer) {
    try {
      producer.abortTransaction();
    } catch (KafkaException | IllegalStateException e) {
      giveUp(producer);
    }
  }

  private void giveUp(Producer<byte[], byte[]> producer) {
    producer.close(Duration.ZERO);
    this.producer = null;
  }
}
