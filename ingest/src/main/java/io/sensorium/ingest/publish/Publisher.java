package io.sensorium.ingest.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes sensor events to their topics, keyed by site, in the order in which they were offered.
 *
 * <p>For any number of threads. Only one thread of its own ever touches the producer, since a
 * producer may block for metadata, for memory or, in the serializer, for the schema registry; what
 * waits for it is bounded by bytes. While the registry is away that thread pauses and tries again,
 * so that no event is skipped, until {@link #GIVE_UP} has passed for one event.
 */
public final class Publisher implements AutoCloseable {
  /** How long one event is tried to be handed to the producer. */
  static final Duration GIVE_UP = Duration.ofMinutes(2);

  private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
  private static final Duration DRAIN = Duration.ofSeconds(30);

  private final Producer<String, SpecificRecord> producer;
  private final ByteBudget budget;
  private final RandomGenerator random;
  private final Duration retryPause;
  private final PublishTally tally = new PublishTally();
  private final CountDownLatch abandoned = new CountDownLatch(1);
  private final ExecutorService sender =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "publisher");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * A publisher that owns and closes its producer.
   *
   * @param random makes traces; used by the publisher's thread only
   * @param retryPause between tries while the registry or the broker is away
   */
  Publisher(
      Producer<String, SpecificRecord> producer,
      long maxBytesInFlight,
      RandomGenerator random,
      Duration retryPause) {
    this.producer = producer;
    this.budget = new ByteBudget(maxBytesInFlight);
    this.random = random;
    this.retryPause = retryPause;
  }

  /**
   * Opens a producer, once the broker has shown that it is there and has the source topics.
   *
   * @param kafka settings of clients and serializer, handed on as they are
   * @param maxBytesInFlight accepted and not acknowledged yet
   * @param random makes traces; not to be used by others
   * @throws SourceTopicsException if the broker does not answer or lacks a topic
   */
  public static Publisher connect(
      Map<String, String> kafka, long maxBytesInFlight, RandomGenerator random) {
    SourceTopics.require(kafka);
    return new Publisher(
        new KafkaProducer<>(ProducerSettings.of(kafka, maxBytesInFlight)),
        maxBytesInFlight,
        random,
        Duration.ofSeconds(1));
  }

  /** Accepts an event if there is room for it. Never blocks. */
  public Offer offer(SensorEvent event) {
    if (!budget.tryTake(event.bytes())) {
      tally.refused();
      return new Offer.Saturated(budget.taken(), budget.limit());
    }
    return new Offer.Accepted(enqueue(event));
  }

  /**
   * Accepts an event, waiting for room as long as it takes. Not for event loops.
   *
   * @return completes on a Kafka thread that must not be held up; fails with a {@link
   *     PublishException}
   */
  public CompletionStage<Published> publish(SensorEvent event) throws InterruptedException {
    budget.take(event.bytes());
    return enqueue(event);
  }

  public PublishCounts counts() {
    return tally.counts(budget.taken());
  }

  /**
   * Waits until everything accepted so far is acknowledged or has failed.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the publisher is closed
   */
  public void flush() throws InterruptedException {
    try {
      CompletableFuture.runAsync(producer::flush, sender).get();
    } catch (ExecutionException e) {
      throw new PublishException("the events on their way were not flushed", e.getCause());
    }
  }

  /** Sends what was accepted, for at most 30 s, and closes the producer. */
  @Override
  public void close() {
    sender.shutdown();
    try {
      if (!sender.awaitTermination(DRAIN.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("{} bytes were not sent within {} s", budget.taken(), DRAIN.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    abandoned.countDown();
    producer.close(DRAIN);
  }

  private CompletableFuture<Published> enqueue(SensorEvent event) {
    CompletableFuture<Published> acknowledged = new CompletableFuture<>();
    try {
      sender.execute(() -> send(event, acknowledged));
    } catch (RejectedExecutionException e) {
      fail(event, acknowledged, new IllegalStateException("the publisher is closed", e));
    }
    return acknowledged;
  }

  private void send(SensorEvent event, CompletableFuture<Published> acknowledged) {
    ProducerRecord<String, SpecificRecord> record =
        new ProducerRecord<>(event.topic(), event.site(), event.record());
    String given = event.traceparent();
    String trace = given != null && TraceParent.isValid(given) ? given : TraceParent.begin(random);
    record.headers().add(TraceParent.HEADER, trace.getBytes(UTF_8));
    long start = System.nanoTime();
    while (true) {
      try {
        hand(record, event, acknowledged);
        return;
      } catch (RuntimeException e) {
        boolean late = System.nanoTime() - start >= GIVE_UP.toNanos();
        if (late || !PublishException.isPassing(e) || !pause(event, e)) {
          fail(event, acknowledged, e);
          return;
        }
      }
    }
  }

  /**
   * Hands the record to the producer, which tells some failures by an exception and others, like a
   * registry that is away, by the callback before {@code send} returns: both are thrown here.
   */
  private void hand(
      ProducerRecord<String, SpecificRecord> record,
      SensorEvent event,
      CompletableFuture<Published> acknowledged) {
    Thread sending = Thread.currentThread();
    AtomicReference<@Nullable RuntimeException> refusal = new AtomicReference<>();
    var unused =
        producer.send(
            record,
            (metadata, failure) -> {
              if (failure == null) {
                acknowledge(event, acknowledged, metadata);
              } else if (Thread.currentThread() == sending
                  && failure instanceof RuntimeException e) {
                refusal.set(e);
              } else {
                fail(event, acknowledged, failure);
              }
            });
    RuntimeException refused = refusal.get();
    if (refused != null) {
      throw refused;
    }
  }

  private void acknowledge(
      SensorEvent event, CompletableFuture<Published> acknowledged, RecordMetadata metadata) {
    budget.give(event.bytes());
    tally.acknowledged(event);
    acknowledged.complete(new Published(metadata.topic(), metadata.partition(), metadata.offset()));
  }

  private boolean pause(SensorEvent event, RuntimeException failure) {
    String error = error(event, failure);
    if (tally.paused(error)) {
      LOG.warn("{}; trying again every {} ms", error, retryPause.toMillis());
    }
    try {
      return !abandoned.await(retryPause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void fail(
      SensorEvent event, CompletableFuture<Published> acknowledged, Throwable failure) {
    String error = error(event, failure);
    budget.give(event.bytes());
    if (tally.failed(error)) {
      LOG.warn("{}", error);
    }
    acknowledged.completeExceptionally(new PublishException(error, failure));
  }

  private static String error(SensorEvent event, Throwable failure) {
    String cause = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    return "event for " + event.topic() + " of site " + event.site() + " was not taken: " + cause;
  }
}
