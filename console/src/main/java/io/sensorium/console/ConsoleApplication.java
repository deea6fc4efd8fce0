package io.sensorium.console;

import io.sensorium.console.feed.PredictionFeed;
import io.sensorium.console.page.ConsoleEndpoint;
import io.sensorium.event.Prediction;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The console service: wires the feed of predictions to the page. */
public final class ConsoleApplication implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ConsoleApplication.class);

  private final Vertx vertx;
  private final ConsoleEndpoint endpoint;
  private final PredictionFeed feed;

  private ConsoleApplication(Vertx vertx, ConsoleEndpoint endpoint, PredictionFeed feed) {
    this.vertx = vertx;
    this.endpoint = endpoint;
    this.feed = feed;
  }

  /**
   * Starts the service; returns once the page can be opened.
   *
   * @throws io.sensorium.console.page.ConsoleEndpointException if the port cannot be had
   */
  public static ConsoleApplication start(ConsoleConfig config) {
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    try {
      ConsoleEndpoint endpoint = new ConsoleEndpoint(config.http().host(), config.http().port());
      join(vertx.deployVerticle(endpoint));
      PredictionFeed feed =
          PredictionFeed.start(
              config.kafka(), config.pipeline(), prediction -> show(endpoint, prediction));
      LOG.info(
          "predictions of {} are at http://{}:{}/",
          config.pipeline(),
          config.http().host(),
          endpoint.port());
      return new ConsoleApplication(vertx, endpoint, feed);
    } catch (RuntimeException e) {
      join(vertx.close());
      throw e instanceof CompletionException && e.getCause() instanceof RuntimeException cause
          ? cause
          : e;
    }
  }

  /** The port of the page. */
  public int httpPort() {
    return endpoint.port();
  }

  /** Stops following and closes all open pages. */
  @Override
  public void close() {
    feed.close();
    join(vertx.close());
  }

  private static void show(ConsoleEndpoint endpoint, Prediction prediction) {
    endpoint.show(
        PredictionJson.line(prediction),
        ChronoUnit.MICROS.between(prediction.getEventTime(), prediction.getPredictedAt()));
  }

  private static void join(io.vertx.core.Future<?> future) {
    future.toCompletionStage().toCompletableFuture().join();
  }
}
