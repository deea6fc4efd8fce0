package io.sensorium.fusion.stream.output;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * What the stream threads of this JVM have sent. With at-least-once nothing ties a moment to the
 * state that says that it has closed, so the state is written only once the moment is on the
 * broker: a process that dies in between sends it again, and none is lost. With exactly-once a
 * transaction ties them, and nothing is waited for. Thread-safe.
 */
public final class SentOutputs {
  private final boolean tied;
  private final @Nullable String instance;
  private final List<Sender> senders = new CopyOnWriteArrayList<>();

  /**
   * @param tied whether outputs and state become visible in one transaction
   * @param instance what is named so after a restart is the same instance, and the transaction that
   *     it left open is aborted at once; null where it is another each time, and an open
   *     transaction ends by its timeout
   */
  public SentOutputs(boolean tied, @Nullable String instance) {
    this.tied = tied;
    this.instance = instance;
  }

  public Producer<byte[], byte[]> producer(Map<String, Object> settings) {
    Sender sender = new Sender(named(settings));
    if (!tied) {
      senders.add(sender);
    }
    return sender;
  }

  /**
   * Waits until the broker has all that this thread has sent.
   *
   * @throws KafkaException where it did not take a record; the task starts anew from its state
   */
  public void await() {
    for (Sender sender : senders) {
      if (sender.thread != Thread.currentThread()) {
        continue;
      }
      sender.flush();
      if (sender.failure != null) {
        throw new KafkaException("a record was not taken by the broker", sender.failure);
      }
    }
  }

  /** Kafka Streams names transactions by the process, which is new each time, and the thread. */
  private Map<String, Object> named(Map<String, Object> settings) {
    if (instance == null
        || !(settings.get(ProducerConfig.TRANSACTIONAL_ID_CONFIG) instanceof String id)) {
      return settings;
    }
    Map<String, Object> named = new HashMap<>(settings);
    String thread = id.substring(id.lastIndexOf('-'));
    named.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, instance + thread);
    return named;
  }

  private final class Sender extends KafkaProducer<byte[], byte[]> {
    /** The one that sends; each stream thread has a producer of its own. */
    volatile @Nullable Thread thread;

    volatile @Nullable Exception failure;

    Sender(Map<String, Object> settings) {
      super(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public Future<RecordMetadata> send(
        ProducerRecord<byte[], byte[]> record, @Nullable Callback callback) {
      if (tied) {
        return super.send(record, callback);
      }
      thread = Thread.currentThread();
      return super.send(record, noting(callback));
    }

    private Callback noting(@Nullable Callback callback) {
      return (metadata, e) -> {
        if (e != null) {
          failure = e;
        }
        if (callback != null) {
          callback.onCompletion(metadata, e);
        }
      };
    }

    @Override
    public void close() {
      senders.remove(this);
      super.close();
    }

    @Override
    public void close(Duration limit) {
      senders.remove(this);
      super.close(limit);
    }
  }
}
