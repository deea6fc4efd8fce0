package io.sensorium.worker.delivery;

import io.sensorium.event.AudioChunk;
import io.sensorium.event.CameraFrame;
import io.sensorium.event.Moment;
import io.sensorium.serde.AvroDeserializer;
import io.sensorium.serde.AvroSerializer;
import io.sensorium.worker.answer.AnswerWriter;
import io.sensorium.worker.graph.Predictor;
import io.sensorium.worker.payload.PayloadReader;
import io.sensorium.worker.payload.PayloadResolver;
import io.sensorium.worker.payload.RegistryRetry;
import io.sensorium.worker.payload.SourceClients;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers moments of one pipeline to a predictor and its answers to topics, on threads of its own,
 * until it is closed.
 */
public final class Delivery implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  private final Tally tally;

  /** What was opened, the latest first. */
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  private final CompletableFuture<Void> terminated = new CompletableFuture<>();

  private Delivery(Tally tally) {
    this.tally = tally;
  }

  /**
   * Joins the group and begins.
   *
   * @param pipeline the pipeline's name
   * @param kafka settings of the clients and the serdes
   * @param predictor stays open until this is closed; closed by the caller
   * @param clock says when a prediction was made
   * @param random makes this worker's transactional id unique
   * @param tally counts what is done
   * @throws org.apache.kafka.common.KafkaException where no transaction can be begun
   */
  public static Delivery start(
      String pipeline,
      DeliveryConfig config,
      Map<String, String> kafka,
      Predictor predictor,
      InstantSource clock,
      UUID random,
      Tally tally) {
    Delivery delivery = new Delivery(tally);
    try {
      DeliverySettings settings = DeliverySettings.of(pipeline, config, kafka);
      delivery.open(settings, kafka, predictor, clock, random);
      return delivery;
    } catch (RuntimeException e) {
      delivery.close();
      throw e;
    }
  }

  public Tally tally() {
    return tally;
  }

  /** Completes when delivery has ended, exceptionally where it could not go on. */
  public CompletableFuture<Void> terminated() {
    return terminated.copy();
  }

  /** Finishes and commits what is in flight, then leaves the group. */
  @Override
  public void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        LOG.warn("A part of delivery did not close", e);
      }
    }
  }

  private void open(
      DeliverySettings settings,
      Map<String, String> kafka,
      Predictor predictor,
      InstantSource clock,
      UUID random) {
    DeliveryClients clients = new DeliveryClients(kafka, settings.pipeline(), random);
    TransactionalPublisher publisher = opening(new TransactionalPublisher(clients::producer));
    publisher.open();

    ExecutorService submitting = Executors.newSingleThreadExecutor(named("moment-submitter"));
    opened.push(submitting::shutdownNow);
    RegistryRetry retry = new RegistryRetry(decodingThread());
    Map<String, Object> serde = serdeSettings(kafka);
    PayloadResolver resolver =
        opening(
            new PayloadResolver(
                predictor.inputs(),
                SourceClients.follow(kafka, settings.config().window().bytes()),
                new PayloadReader(
                    deserializer(CameraFrame.class, serde), deserializer(AudioChunk.class, serde)),
                retry));
    AnswerWriter writer =
        new AnswerWriter(
            settings.pipeline(),
            settings.maxRecordBytes(),
            serializer(serde),
            serializer(serde),
            clock);
    MomentProcessor processor =
        new MomentProcessor(resolver, predictor, writer, retry, submitting, System::nanoTime);
    MomentReader reader = new MomentReader(deserializer(Moment.class, serde));

    Lanes lanes = new Lanes(settings.maxInFlight(), settings.maxInFlightBytes());
    MomentSource source = opening(new MomentSource(clients.consumer(), lanes));
    MomentDelivery delivery =
        new MomentDelivery(
            settings, source, lanes, reader, processor, publisher, tally, System::nanoTime);
    delivery.join(resolver::release);
    start(
        new DeliveryThread(
            delivery, source, publisher, settings.config().drain(), System::nanoTime));
  }

  private void start(DeliveryThread thread) {
    var unused =
        thread
            .terminated()
            .whenComplete(
                (done, failure) -> {
                  if (failure == null) {
                    terminated.complete(null);
                  } else {
                    terminated.completeExceptionally(failure);
                  }
                });
    opening(thread).start();
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

  /** The thread that opens payloads and writes answers, and its timer. */
  private RegistryRetry.Later decodingThread() {
    ScheduledThreadPoolExecutor thread =
        new ScheduledThreadPoolExecutor(1, named("payload-decoder"));
    opened.push(thread::shutdownNow);
    return (work, pause) -> {
      var unused = thread.schedule(work, pause.toNanos(), TimeUnit.NANOSECONDS);
    };
  }

  private <T extends AutoCloseable> T opening(T part) {
    opened.push(part);
    return part;
  }

  private static ThreadFactory named(String name) {
    return work -> {
      Thread thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
