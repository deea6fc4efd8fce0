package io.sensorium.worker.delivery;

import io.sensorium.event.AudioChunk;
import io.sensorium.event.CameraFrame;
import io.sensorium.event.Moment;
import io.sensorium.serde.AvroDeserializer;
import io.sensorium.serde.AvroSerializer;
import io.sensorium.worker.graph.Predictor;
import io.sensorium.worker.payload.PayloadReader;
import io.sensorium.worker.payload.PayloadResolver;
import io.sensorium.worker.payload.RegistryRetry;
import io.sensorium.worker.payload.SourceClients;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Delivers moments of one pipeline to a predictor and its answers to topics, on threads of its own,
 * until it is closed.
 */
public final class Delivery implements AutoCloseable {
  private final PayloadResolver resolver;
  private final ExecutorService submitting;
  private final ExecutorService decoding;
  private final DeliveryThread thread;
  private final Tally tally;

  private Delivery(
      PayloadResolver resolver,
      ExecutorService submitting,
      ExecutorService decoding,
      DeliveryThread thread,
      Tally tally) {
    this.resolver = resolver;
    this.submitting = submitting;
    this.decoding = decoding;
    this.thread = thread;
    this.tally = tally;
  }

  /**
   * Joins the group and begins.
   *
   * @param kafka settings of the clients and the serdes
   * @param windowBytes bytes of source records that are held at most
   * @param predictor stays open until this is closed; closed by the caller
   * @param clock says when a prediction was made
   * @param random makes this worker's transactional id unique
   * @throws org.apache.kafka.common.KafkaException where no transaction can be begun
   */
  public static Delivery start(
      DeliverySettings settings,
      Map<String, String> kafka,
      long windowBytes,
      Predictor predictor,
      InstantSource clock,
      UUID random) {
    DeliveryClients clients = new DeliveryClients(kafka, settings.pipeline(), random);
    TransactionalPublisher publisher = new TransactionalPublisher(clients::producer);
    publisher.open();

    ExecutorService submitting = Executors.newSingleThreadExecutor(named("moment-submitter"));
    ScheduledThreadPoolExecutor decoding =
        new ScheduledThreadPoolExecutor(1, named("payload-decoder"));
    decoding.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    RegistryRetry retry =
        new RegistryRetry(
            (work, pause) -> {
              var unused = decoding.schedule(work, pause.toNanos(), TimeUnit.NANOSECONDS);
            });
    Map<String, Object> serde = serdeSettings(kafka);
    PayloadResolver resolver =
        new PayloadResolver(
            predictor.inputs(),
            SourceClients.follow(kafka, windowBytes),
            new PayloadReader(
                deserializer(CameraFrame.class, serde), deserializer(AudioChunk.class, serde)),
            retry);

    LongSupplier nanoTime = System::nanoTime;
    Lanes lanes = new Lanes(settings.maxInFlight(), settings.maxInFlightBytes());
    MomentSource source = new MomentSource(clients.consumer(), lanes);
    Tally tally = new Tally();
    AnswerWriter writer = new AnswerWriter(settings, serializer(serde), serializer(serde), clock);
    MomentDelivery delivery =
        new MomentDelivery(
            settings,
            source,
            lanes,
            new MomentReader(deserializer(Moment.class, serde)),
            new MomentProcessor(resolver, predictor, writer, retry, submitting, nanoTime),
            publisher,
            tally,
            nanoTime);
    delivery.join(resolver::release);
    DeliveryThread thread =
        new DeliveryThread(delivery, source, publisher, settings.drain(), nanoTime);
    thread.start();
    return new Delivery(resolver, submitting, decoding, thread, tally);
  }

  public Tally tally() {
    return tally;
  }

  /** Completes when delivery has ended, exceptionally where it could not go on. */
  public CompletableFuture<Void> terminated() {
    return thread.terminated();
  }

  /** Finishes and commits what is in flight, then leaves the group. */
  @Override
  public void close() {
    thread.close();
    resolver.close();
    submitting.shutdownNow();
    decoding.shutdownNow();
  }

  /** Trying again is this package's job: the serdes are to say soon that there is trouble. */
  private static Map<String, Object> serdeSettings(Map<String, String> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.putIfAbsent("max.retries", 2);
    return settings;
  }

  private static <T> Deserializer<T> deserializer(Class<T> type, Map<String, Object> settings) {
    AvroDeserializer<T> deserializer = new AvroDeserializer<>(type);
    deserializer.configure(settings, false);
    return deserializer;
  }

  private static <T> Serializer<T> serializer(Map<String, Object> settings) {
    AvroSerializer<T> serializer = new AvroSerializer<>();
    serializer.configure(settings, false);
    return serializer;
  }

  private static ThreadFactory named(String name) {
    return work -> {
      Thread thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
