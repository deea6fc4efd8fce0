package io.sensorium.ingest.http;

import io.sensorium.ingest.publish.Publisher;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.BindException;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/{site}/{camera|audio|text}/{sensor}}, {@code GET /health/live} and {@code GET
 * /health/ready}. One instance, on one event loop; stopping it lets requests finish first.
 */
public final class HttpEndpoint extends VerticleBase {
  private static final int IDLE_SECONDS = 60;
  private static final long DRAIN_SECONDS = 10;

  private final HttpConfig config;
  private final Publisher publisher;
  private final InstantSource clock;
  private final RandomGenerator random;
  private volatile @Nullable HttpServer server;

  /**
   * @param publisher is left open when the endpoint stops
   * @param clock for events without a time
   * @param random for events without an id; not to be used by others
   */
  public HttpEndpoint(
      HttpConfig config, Publisher publisher, InstantSource clock, RandomGenerator random) {
    this.config = config;
    this.publisher = publisher;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public Future<?> start() {
    EventRoute events = new EventRoute(vertx, config, publisher, clock, random);
    Router router = Router.router(vertx);
    router.post(EventRoute.PATH).handler(events::handle);
    router.get("/health/live").handler(context -> status(context, "live"));
    router.get("/health/ready").handler(this::ready);
    router.errorHandler(Refusal.NOT_FOUND, context -> unknown(context, Refusal.NOT_FOUND));
    router.errorHandler(Refusal.NOT_ALLOWED, context -> unknown(context, Refusal.NOT_ALLOWED));
    router.errorHandler(Refusal.FAILED, HttpEndpoint::failed);
    HttpServer created =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setHost(config.host())
                    .setPort(config.port())
                    .setIdleTimeout(IDLE_SECONDS))
            .requestHandler(router);
    server = created;
    return created.listen().recover(e -> Future.failedFuture(notListening(e)));
  }

  @Override
  public Future<?> stop() {
    HttpServer started = server;
    return started == null
        ? Future.succeededFuture()
        : started.shutdown(DRAIN_SECONDS, TimeUnit.SECONDS);
  }

  /** The port that it listens on, once started. */
  public int port() {
    HttpServer started = server;
    if (started == null) {
      throw new IllegalStateException("not started");
    }
    return started.actualPort();
  }

  private void ready(RoutingContext context) {
    String error = publisher.counts().lastError();
    if (error == null) {
      status(context, "ready");
    } else {
      Answers.refuse(
          context,
          new Refusal(Refusal.UNAVAILABLE, "Kafka to take events", error, "see the service's log"));
    }
  }

  private static void status(RoutingContext context, String status) {
    Answers.json(context, 200, new JsonObject().put("status", status));
  }

  private static void unknown(RoutingContext context, int status) {
    Answers.refuse(
        context,
        new Refusal(
            status,
            "POST /v1/{site}/{camera|audio|text}/{sensor}, GET /health/live or /health/ready",
            context.request().method() + " " + context.request().path(),
            "correct method and path"));
  }

  private static void failed(RoutingContext context) {
    Throwable failure = context.failure();
    Answers.refuse(context, failure == null ? new IllegalStateException() : failure);
  }

  private Throwable notListening(Throwable failure) {
    if (failure instanceof BindException) {
      return new HttpEndpointException(
          "expected to listen on "
              + config.host()
              + ":"
              + config.port()
              + ", found that it cannot be had ("
              + failure.getMessage()
              + "); stop what uses the port, or choose another in http.port (0 takes any)",
          failure);
    }
    return failure;
  }
}
