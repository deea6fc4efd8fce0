package io.sensorium.deploy.health;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sensorium.config.ConfigException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * {@code GET /health/live}: 200 as long as the process serves. {@code GET /health/ready}: 200
 * between {@link #ready()} and {@link #draining()}, 503 otherwise. {@code GET /metrics}: the
 * figures of a service that has some. Has one thread.
 */
public final class HealthEndpoint implements AutoCloseable {
  private final HttpServer server;
  private volatile boolean ready;

  private HealthEndpoint(HttpServer server) {
    this.server = server;
  }

  /**
   * Serves on all addresses of this machine, since an orchestrator asks from outside.
   *
   * @param port 0 for a free one
   * @throws ConfigException if the port is in use
   */
  public static HealthEndpoint start(int port) {
    try {
      HealthEndpoint endpoint =
          new HealthEndpoint(HttpServer.create(new InetSocketAddress(port), 16));
      endpoint.serve("/health/live", () -> true);
      endpoint.serve("/health/ready", () -> endpoint.ready);
      endpoint.server.start();
      return endpoint;
    } catch (IOException e) {
      throw new ConfigException(
          "expected port %d to be free for health, found: %s. Stop what uses it, or choose another."
              .formatted(port, e.getMessage()),
          e);
    }
  }

  private void serve(String path, BooleanSupplier well) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            answer(exchange, path, well);
          }
        });
  }

  /**
   * Serves figures.
   *
   * @param text all of them as they are now, in the text format of Prometheus
   */
  public void metrics(Supplier<String> text) {
    server.createContext(
        "/metrics",
        exchange -> {
          try (exchange) {
            boolean known = known(exchange, "/metrics");
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            send(exchange, known ? 200 : 404, known ? text.get() : "no\n");
          }
        });
  }

  private static void answer(HttpExchange exchange, String path, BooleanSupplier well)
      throws IOException {
    boolean known = known(exchange, path);
    boolean yes = known && well.getAsBoolean();
    send(exchange, yes ? 200 : known ? 503 : 404, yes ? "ok\n" : "no\n");
  }

  /** A context also gets what is below its path. */
  private static boolean known(HttpExchange exchange, String path) {
    return exchange.getRequestURI().getPath().equals(path);
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** The service has started. */
  public void ready() {
    ready = true;
  }

  /** The service finishes what it has and wants no more. */
  public void draining() {
    ready = false;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
