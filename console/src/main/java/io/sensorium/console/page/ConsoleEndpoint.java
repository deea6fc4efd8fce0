package io.sensorium.console.page;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.BindException;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /}, the page; {@code GET /events}, predictions and figures as server-sent events;
 * {@code GET /health/live} and {@code /health/ready}. One instance, on one event loop.
 */
public final class ConsoleEndpoint extends VerticleBase {
  /** Often enough to look live, seldom enough that the cost does not grow with the rate. */
  private static final long SEND_MS = 100;

  private static final long FIGURES_MS = 1_000;
  private static final int LINES = 200;
  private static final int BUSY = 503;

  private final String host;
  private final int port;
  private final Page page = Page.load();
  private final LatestLines lines = new LatestLines(LINES);
  private final LiveFigures figures = new LiveFigures(System::nanoTime);
  private final EventStreams streams = new EventStreams(lines);
  private volatile @Nullable HttpServer server;

  /**
   * @param port 0 takes any that is free
   */
  public ConsoleEndpoint(String host, int port) {
    this.host = host;
    this.port = port;
  }

  /**
   * Shows a prediction. From any thread; never blocks.
   *
   * @param line the prediction as one line of JSON
   * @param latencyUs from its event time to itself
   */
  public void show(String line, long latencyUs) {
    figures.add(latencyUs);
    lines.add(line);
  }

  /** The port that it listens on, once started. */
  public int port() {
    HttpServer started = server;
    if (started == null) {
      throw new IllegalStateException("not started");
    }
    return started.actualPort();
  }

  @Override
  public Future<?> start() {
    Router router = Router.router(vertx);
    router.get("/").handler(this::page);
    router.get("/events").handler(this::events);
    router.get("/health/live").handler(context -> text(context, "live\n"));
    router.get("/health/ready").handler(context -> text(context, "ready\n"));
    vertx.setPeriodic(SEND_MS, timer -> streams.sendPredictions());
    vertx.setPeriodic(FIGURES_MS, timer -> streams.sendFigures(figures.figures().json()));
    HttpServer created =
        vertx
            .createHttpServer(new HttpServerOptions().setHost(host).setPort(port))
            .requestHandler(router);
    server = created;
    return created.listen().recover(e -> Future.failedFuture(notListening(e)));
  }

  @Override
  public Future<?> stop() {
    streams.close();
    HttpServer started = server;
    return started == null ? Future.succeededFuture() : started.close();
  }

  private void page(RoutingContext context) {
    var unused =
        guarded(context)
            .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
            .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
            .end(page.html());
  }

  private void events(RoutingContext context) {
    HttpServerResponse response = guarded(context);
    if (streams.isFull()) {
      var unused =
          response
              .setStatusCode(BUSY)
              .putHeader(HttpHeaders.RETRY_AFTER, "10")
              .end("too many pages are open; close some\n");
      return;
    }
    streams.open(response, figures.figures().json());
  }

  private void text(RoutingContext context, String text) {
    var unused = guarded(context).putHeader(HttpHeaders.CONTENT_TYPE, "text/plain").end(text);
  }

  private HttpServerResponse guarded(RoutingContext context) {
    return context
        .response()
        .putHeader("Content-Security-Policy", page.policy())
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer");
  }

  private Throwable notListening(Throwable failure) {
    if (failure instanceof BindException) {
      return new ConsoleEndpointException(
          "expected to listen on "
              + host
              + ":"
              + port
              + ", found that it cannot be had ("
              + failure.getMessage()
              + "); stop what uses the port, or choose another in http.port (0 takes any)",
          failure);
    }
    return failure;
  }
}
