package io.sensorium.deploy.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One Kafka node, broker and controller, on loopback, its records in a folder. Started again on the
 * same folder it is the same cluster with the same records, whatever its ports. The only class that
 * uses Kafka's server, whose API is not public.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final int ATTEMPTS = 3;
  private static final Set<EmbeddedBroker> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    // Kafka's server ends the process when it gives up; here it is a guest in it.
    Exit.setExitProcedure(EmbeddedBroker::gaveUp);
    Exit.setHaltProcedure(EmbeddedBroker::gaveUp);
  }

  private final int port;
  private final String clusterId;
  private final FolderLock lock;
  private final KafkaRaftServer server;
  private final CompletableFuture<Void> failure = new CompletableFuture<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedBroker(int port, String clusterId, FolderLock lock, KafkaRaftServer server) {
    this.port = port;
    this.clusterId = clusterId;
    this.lock = lock;
    this.server = server;
  }

  /**
   * Starts a broker and waits until it serves; about 2 s.
   *
   * @param data its folder, made if it is not there
   * @param port for clients; 0 for a free one
   * @throws BrokerException if the port or the folder is in use, or the broker does not start
   */
  public static EmbeddedBroker start(Path data, int port) {
    return start(data, port, Map.of());
  }

  /**
   * As {@link #start(Path, int)}, with Kafka broker settings that go before this class's own.
   *
   * @throws BrokerException as above
   */
  public static EmbeddedBroker start(Path data, int port, Map<String, String> overrides) {
    requireFree(port);
    Path folder = data.toAbsolutePath().normalize();
    FolderLock lock = FolderLock.take(folder);
    try {
      Path logs = folder.resolve("kafka");
      String clusterId = clusterId(logs);
      BrokerException failed = new BrokerException("not tried");
      // A port that was free may be taken by another process before Kafka takes it.
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        int clients = port == 0 ? freePort() : port;
        Map<String, Object> settings =
            BrokerSettings.of(logs, HOST, clients, freePort(), overrides);
        try {
          KafkaRaftServer server = serve(settings, logs, clusterId);
          EmbeddedBroker broker = new EmbeddedBroker(clients, clusterId, lock, server);
          RUNNING.add(broker);
          return broker;
        } catch (BrokerException e) {
          failed = e;
        }
      }
      throw failed;
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static KafkaRaftServer serve(Map<String, Object> settings, Path logs, String clusterId) {
    KafkaRaftServer server = null;
    try {
      format(logs, clusterId);
      server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
      server.startup();
      return server;
    } catch (Exception e) { // Scala code: any exception, checked or not
      if (server != null) {
        server.shutdown();
      }
      throw new BrokerException(
          "The embedded broker did not start on %s: %s. If its folder was written by a newer Kafka or is damaged, choose another."
              .formatted(logs, e),
          e);
    }
  }

  private static void format(Path logs, String clusterId) throws Exception {
    new Formatter()
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .setNodeId(BrokerSettings.NODE)
        .setClusterId(clusterId)
        .addDirectory(logs.toString())
        .setMetadataLogDirectory(logs.toString())
        .setIgnoreFormatted(true)
        .setControllerListenerName(BrokerSettings.CONTROLLER)
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
        .run();
  }

  private static String clusterId(Path logs) {
    Path file = logs.resolve("meta.properties");
    if (!Files.exists(file)) {
      return Uuid.randomUuid().toString();
    }
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      properties.load(in);
    } catch (IOException e) {
      throw new BrokerException("Cannot read %s: %s".formatted(file, e), e);
    }
    String id = properties.getProperty("cluster.id");
    if (id == null) {
      throw new BrokerException(
          "%s has no cluster.id: this is no folder of a Kafka broker. Choose another."
              .formatted(file));
    }
    return id;
  }

  private static void requireFree(int port) {
    if (port == 0) {
      return;
    }
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      probe.getLocalPort();
    } catch (IOException e) {
      throw new BrokerException(
          "Port %d of %s is in use (%s). Stop what uses it, or choose another port; 0 is any free one."
              .formatted(port, HOST, e.getMessage()),
          e);
    }
  }

  private static int freePort() {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("There is no free port on " + HOST, e);
    }
  }

  private static void gaveUp(int status, String message) {
    KafkaException reason =
        new KafkaException(
            "The embedded broker gave up with status %d%s; its log says why"
                .formatted(status, message == null ? "" : " (" + message + ")"));
    RUNNING.forEach(broker -> broker.failure.completeExceptionally(reason));
    throw reason;
  }

  /** Its address, as {@code bootstrap.servers} wants it. */
  public String bootstrapServers() {
    return HOST + ":" + port;
  }

  public int port() {
    return port;
  }

  /** Stays with the folder. */
  public String clusterId() {
    return clusterId;
  }

  /**
   * Completes exceptionally if the broker gives up, for which clients would wait for ever: a full
   * disk, a folder deleted under it. Kafka does not say which of several brokers in one JVM it was.
   */
  public CompletionStage<Void> failure() {
    return failure.minimalCompletionStage();
  }

  /** Stops the broker and waits for it; what was acknowledged stays in the folder. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    RUNNING.remove(this);
    try {
      server.shutdown();
      server.awaitShutdown();
    } finally {
      lock.close();
    }
  }
}
