package io.sensorium.ingest;

import io.sensorium.ingest.http.HttpConfig;
import io.sensorium.ingest.http.HttpEndpoint;
import io.sensorium.ingest.playback.PlaybackClock;
import io.sensorium.ingest.publish.PublishCounts;
import io.sensorium.ingest.publish.Publisher;
import io.sensorium.ingest.replay.ReplayConfig;
import io.sensorium.ingest.replay.ReplayProgress;
import io.sensorium.ingest.replay.ReplayTask;
import io.sensorium.ingest.simulator.Simulation;
import io.sensorium.ingest.simulator.Simulator;
import io.sensorium.ingest.simulator.SimulatorProgress;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ingest service: wires the ways in to one publisher. */
public final class IngestApplication implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IngestApplication.class);
  private static final int MOST_RENDERERS = 4;

  private final Publisher publisher;

  /** What was opened, the latest first. */
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  private @Nullable HttpEndpoint endpoint;
  private @Nullable Simulator simulator;
  private @Nullable ReplayTask replay;

  private IngestApplication(Publisher publisher) {
    this.publisher = publisher;
    opened.push(publisher);
  }

  /**
   * Starts the service; returns once its endpoint listens and its simulator plays.
   *
   * @throws io.sensorium.ingest.publish.SourceTopicsException if Kafka or a topic is not there
   * @throws io.sensorium.ingest.http.HttpEndpointException if the port cannot be had
   */
  public static IngestApplication start(IngestConfig config) {
    return start(
        config,
        Publisher.connect(config.kafka(), config.maxInFlight().bytes(), new SecureRandom()));
  }

  /** As {@link #start(IngestConfig)}, with a publisher that it owns from here on. */
  static IngestApplication start(IngestConfig config, Publisher publisher) {
    IngestApplication application = new IngestApplication(publisher);
    try {
      application.open(config);
      return application;
    } catch (RuntimeException e) {
      application.close();
      throw e;
    }
  }

  /** The port of the HTTP endpoint, if there is one. */
  public OptionalInt httpPort() {
    return endpoint == null ? OptionalInt.empty() : OptionalInt.of(endpoint.port());
  }

  public PublishCounts counts() {
    return publisher.counts();
  }

  /** How far the simulator is, if there is one. */
  public Optional<SimulatorProgress> simulated() {
    return Optional.ofNullable(simulator).map(Simulator::progress);
  }

  /** How far the replay is, if there is one. */
  public Optional<ReplayProgress> replayed() {
    return Optional.ofNullable(replay).map(ReplayTask::progress);
  }

  /**
   * Completes when the recording has been fed and acknowledged, or fails with what ended it; empty
   * if there is none.
   */
  public Optional<CompletionStage<ReplayProgress>> replay() {
    return Optional.ofNullable(replay).map(ReplayTask::done);
  }

  /** Lets requests finish, stops the other ways in, and sends what was accepted. */
  @Override
  public void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        LOG.warn("a part of the service did not close", e);
      }
    }
  }

  private void open(IngestConfig config) {
    if (config.http() != null) {
      endpoint = listen(config.http());
    }
    if (config.simulator() != null) {
      int threads = Math.min(MOST_RENDERERS, Runtime.getRuntime().availableProcessors());
      simulator =
          Simulator.start(
              new Simulation(config.simulator()), publisher, PlaybackClock.system(), threads);
      opened.push(simulator);
    }
    ReplayConfig recording = config.replay();
    if (recording != null) {
      replay = ReplayTask.start(recording, publisher, PlaybackClock.system());
      opened.push(replay);
    }
  }

  private HttpEndpoint listen(HttpConfig http) {
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    opened.push(() -> vertx.close().toCompletionStage().toCompletableFuture().join());
    HttpEndpoint started =
        new HttpEndpoint(http, publisher, InstantSource.system(), new SecureRandom());
    try {
      vertx.deployVerticle(started).toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
    LOG.info("events are taken at http://{}:{}/v1/", http.host(), started.port());
    return started;
  }
}
