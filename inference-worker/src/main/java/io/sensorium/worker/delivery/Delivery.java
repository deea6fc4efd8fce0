package io.sensorium.worker.delivery;

import io.sensorium.config.ConfigException;
import io.sensorium.worker.moment.Predictor;
import io.sensorium.worker.payload.SourceClients;
import io.sensorium.worker.payload.SourceRecords;
import io.sensorium.worker.share.Room;
import io.sensorium.worker.share.ShareClients;
import io.sensorium.worker.share.ShareConfig;
import io.sensorium.worker.share.ShareGroup;
import io.sensorium.worker.share.ShareReaders;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
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
   * @throws ConfigException where a share group is asked for, and a model needs the moments of a
   *     site in their order
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
      if (config.mode() == DeliveryConfig.Mode.SHARED) {
        requireNoState(pipeline, predictor);
        delivery.openShared(settings, kafka, predictor, clock);
      } else {
        delivery.open(settings, kafka, predictor, clock, random);
      }
      return delivery;
    } catch (RuntimeException e) {
      delivery.close();
      throw e;
    }
  }

  private static void requireNoState(String pipeline, Predictor predictor) {
    if (predictor.stateful()) {
      throw new ConfigException(
          "expected models without state with delivery mode shared, where the moments of a site are spread over workers and in no order; pipeline %s has a model with state: set delivery.mode to exactly-once, or take that step out"
              .formatted(pipeline));
    }
  }

  public Tally tally() {
    return tally;
  }

  /** Completes when delivery has ended, exceptionally where it could not go on. */
  public CompletableFuture<Void> terminated() {
    return terminated.copy();
  }

  /** Finishes and commits or acknowledges what is in flight, then leaves the group. */
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

    SourceRecords sources = SourceClients.follow(kafka, settings.config().window().bytes());
    MomentPath path = opening(new MomentPath(settings, kafka, sources, predictor, clock));
    Lanes lanes = new Lanes(settings.maxInFlight(), settings.maxInFlightBytes());
    MomentSource source = opening(new MomentSource(clients.consumer(), lanes));
    MomentDelivery delivery =
        new MomentDelivery(
            settings,
            source,
            lanes,
            path.reader(),
            path.processor(),
            publisher,
            tally,
            System::nanoTime);
    delivery.join(path::release);
    DeliveryThread thread =
        opening(
            new DeliveryThread(
                delivery, source, publisher, settings.config().drain(), System::nanoTime));
    terminate(thread.terminated());
    thread.start();
  }

  private void openShared(
      DeliverySettings settings,
      Map<String, String> kafka,
      Predictor predictor,
      InstantSource clock) {
    ShareConfig config = settings.config().shared();
    int inFlight = Math.max(1, settings.maxInFlight() / config.readers());
    ShareClients clients = new ShareClients(kafka, settings.pipeline(), inFlight);
    int maxTries = ShareGroup.prepare(kafka, clients.group(), config);

    SourceRecords sources = SourceClients.seek(kafka, settings.config().window().bytes());
    MomentPath path = opening(new MomentPath(settings, kafka, sources, predictor, clock));
    ShareReaders readers =
        opening(
            ShareReaders.start(
                clients,
                settings.moments(),
                config.readers(),
                maxTries,
                () -> new SharedMoments(path, maxTries),
                tally.ofShareGroup(),
                new Room(settings.maxInFlightBytes()),
                settings.config().drain()));
    terminate(readers.terminated());
    tally.join(true); // there are no partitions to wait for: whoever asks gets moments
  }

  private void terminate(CompletableFuture<Void> ended) {
    var unused =
        ended.whenComplete(
            (done, failure) -> {
              if (failure == null) {
                terminated.complete(null);
              } else {
                terminated.completeExceptionally(failure);
              }
            });
  }

  private <T extends AutoCloseable> T opening(T part) {
    opened.push(part);
    return part;
  }
}
