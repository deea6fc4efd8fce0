package io.sensorium.console.feed;

import io.sensorium.event.Prediction;
import io.sensorium.serde.AvroDeserializer;
import io.sensorium.topic.TopicCatalogue;
import io.sensorium.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells every committed prediction of a pipeline from now on, on a thread of its own. Belongs to no
 * consumer group and commits nothing, so that any number may follow. What passes, like a topic that
 * is not there yet or a registry that is away, is waited for.
 */
public final class PredictionFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PredictionFeed.class);
  private static final Duration POLL = Duration.ofMillis(500);

  private final String topic;
  private final Consumer<byte[], byte[]> consumer;
  private final Deserializer<Prediction> deserializer;
  private final java.util.function.Consumer<Prediction> listener;
  private final Duration pause;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private boolean troubled;

  /**
   * @param consumer and deserializer are closed by the feed
   * @param pause between tries while something is away
   */
  PredictionFeed(
      String pipeline,
      Consumer<byte[], byte[]> consumer,
      Deserializer<Prediction> deserializer,
      java.util.function.Consumer<Prediction> listener,
      Duration pause) {
    this.topic = Topics.predictions(pipeline);
    this.consumer = consumer;
    this.deserializer = deserializer;
    this.listener = listener;
    this.pause = pause;
    this.thread = new Thread(this::follow, "predictions");
    thread.setDaemon(true);
  }

  /**
   * Starts to follow.
   *
   * @param kafka settings of consumer and deserializer, handed on as they are
   * @param listener called on the feed's thread; must not block
   */
  public static PredictionFeed start(
      Map<String, String> kafka,
      String pipeline,
      java.util.function.Consumer<Prediction> listener) {
    AvroDeserializer<Prediction> deserializer = new AvroDeserializer<>(Prediction.class);
    deserializer.configure(kafka, false);
    PredictionFeed feed =
        new PredictionFeed(
            pipeline,
            new KafkaConsumer<>(settings(kafka)),
            deserializer,
            listener,
            Duration.ofSeconds(1));
    feed.start();
    return feed;
  }

  void start() {
    thread.start();
  }

  @Override
  public void close() {
    closing.countDown();
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Map<String, Object> settings(Map<String, String> kafka) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "sensorium-console");
    settings.put(
        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
        Integer.toString(TopicCatalogue.RECORD_BYTES));
    settings.putAll(kafka);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return settings;
  }

  private void follow() {
    try (consumer;
        deserializer) {
      while (!isClosing()) {
        step();
      }
    } catch (WakeupException | InterruptedException e) {
      // closed
    } catch (RuntimeException e) {
      LOG.error("{} is no longer followed", topic, e);
    }
  }

  private void step() throws InterruptedException {
    try {
      if (consumer.assignment().isEmpty() && !assign()) {
        trouble("expected topic " + topic + ", found none yet");
        return;
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        tell(record);
      }
      troubled = false;
    } catch (RetriableException e) {
      trouble(e.getMessage() + "");
    }
  }

  private boolean assign() {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    return !partitions.isEmpty();
  }

  private void tell(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
    while (!isClosing()) {
      try {
        Prediction prediction = deserializer.deserialize(topic, record.value());
        if (prediction != null) {
          listener.accept(prediction);
        }
        return;
      } catch (RetriableException e) {
        trouble(e.getMessage() + "");
      } catch (SerializationException e) {
        LOG.warn(
            "partition {} offset {} holds no prediction: {}",
            record.partition(),
            record.offset(),
            e.getMessage());
        return;
      }
    }
  }

  private void trouble(String what) throws InterruptedException {
    if (!troubled) {
      LOG.warn("{}; trying again every {} ms", what, pause.toMillis());
    }
    troubled = true;
    var unused = closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }
}
