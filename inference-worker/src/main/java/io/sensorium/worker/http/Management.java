package io.sensorium.worker.http;

import io.sensorium.worker.repository.ModelRepository;
import io.sensorium.worker.serve.DirectInference;
import io.sensorium.worker.tally.ModelTallies;
import io.sensorium.worker.tensor.TypedRuntime;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The management port at work, with the models that it runs for requests. */
public final class Management implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Management.class);

  private final Vertx vertx;
  private final DirectInference direct;
  private final ManagementEndpoint endpoint;

  private Management(Vertx vertx, DirectInference direct, ManagementEndpoint endpoint) {
    this.vertx = vertx;
    this.direct = direct;
    this.endpoint = endpoint;
  }

  /**
   * Opens the port; returns once it answers.
   *
   * @param version of the worker
   * @param metrics all figures as they are now, in the text format of Prometheus
   * @throws ManagementException if the port cannot be had
   */
  public static Management start(
      ManagementConfig config,
      String version,
      ModelRepository repository,
      TypedRuntime runtime,
      ModelTallies tallies,
      WorkerState state,
      Supplier<String> metrics) {
    DirectInference direct =
        new DirectInference(repository, runtime, config.serving(), tallies, System::nanoTime);
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    ManagementEndpoint endpoint =
        new ManagementEndpoint(config, version, repository, direct, tallies, state, metrics);
    Management management = new Management(vertx, direct, endpoint);
    try {
      join(vertx.deployVerticle(endpoint));
      LOG.info("management is at http://{}:{}/v2", config.host(), endpoint.port());
      return management;
    } catch (CompletionException e) {
      management.close();
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** The port that it listens on. */
  public int port() {
    return endpoint.port();
  }

  /** Lets requests finish, then closes the port and unloads the models. */
  @Override
  public void close() {
    try {
      join(vertx.close());
    } finally {
      direct.close();
    }
  }

  private static void join(Future<?> future) {
    future.toCompletionStage().toCompletableFuture().join();
  }
}
