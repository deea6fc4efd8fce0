package io.sensorium.deploy.registry;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;

/** A running schema registry, with threads of its own: one for requests, one for changes. */
public final class EmbeddedRegistry implements AutoCloseable {
  private static final int PATIENCE_S = 30;

  private final String host;
  private final int port;
  private final Vertx vertx;
  private final RegistryWriter writer;

  private EmbeddedRegistry(String host, int port, Vertx vertx, RegistryWriter writer) {
    this.host = host;
    this.port = port;
    this.vertx = vertx;
    this.writer = writer;
  }

  /**
   * Reads the log to its end and serves; returns when it does.
   *
   * @throws RegistryException if Kafka does not answer or the port is in use
   */
  public static EmbeddedRegistry start(RegistrySettings settings) {
    RegistryWriter writer = openWriter(settings);
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(2)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    Server server = new Server(settings, writer);
    try {
      vertx.deployVerticle(server).await(PATIENCE_S, TimeUnit.SECONDS);
      return new EmbeddedRegistry(settings.host(), server.port(), vertx, writer);
    } catch (Exception e) { // await throws whatever the deployment failed with
      closeAll(vertx, writer);
      throw new RegistryException(
          "The schema registry cannot listen on %s:%d: %s. Stop what uses the port, or choose another; 0 is any free one."
              .formatted(settings.host(), settings.port(), e.getMessage()),
          e);
    }
  }

  private static RegistryWriter openWriter(RegistrySettings settings) {
    SchemaLog log = null;
    try {
      log = SchemaLog.open(settings.kafka(), settings.topic(), settings.replication());
      return RegistryWriter.over(log);
    } catch (KafkaException e) {
      if (log != null) {
        log.close();
      }
      throw new RegistryException(
          "The schema registry cannot read its topic %s from %s: %s. Check that Kafka runs there."
              .formatted(
                  settings.topic(), settings.kafka().get("bootstrap.servers"), e.getMessage()),
          e);
    }
  }

  /** Its address, as {@code schema.registry.url} wants it. */
  public String url() {
    return "http://" + host + ":" + port;
  }

  public int port() {
    return port;
  }

  /** Answers what was asked and stops. */
  @Override
  public void close() {
    closeAll(vertx, writer);
  }

  private static void closeAll(Vertx vertx, RegistryWriter writer) {
    try {
      vertx.close().await(PATIENCE_S, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("The registry's requests did not end", e);
    } finally {
      writer.close();
    }
  }

  private static final class Server extends VerticleBase {
    private final RegistrySettings settings;
    private final RegistryWriter writer;
    private volatile int port;

    Server(RegistrySettings settings, RegistryWriter writer) {
      this.settings = settings;
      this.writer = writer;
    }

    @Override
    public Future<HttpServer> start() {
      return vertx
          .createHttpServer()
          .requestHandler(RegistryRoutes.over(vertx, writer, settings.maxBodyBytes()))
          .listen(settings.port(), settings.host())
          .onSuccess(server -> port = server.actualPort());
    }

    int port() {
      return port;
    }
  }
}
