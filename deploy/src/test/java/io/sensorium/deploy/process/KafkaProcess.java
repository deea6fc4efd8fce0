package io.sensorium.deploy.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;

/**
 * A Kafka broker as people run it: {@code kafka.Kafka} in a process of its own, one combined KRaft
 * node.
 */
public final class KafkaProcess implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private static final int LAST_LINES = 150;

  private final JavaProcess process;
  private final String bootstrap;

  private KafkaProcess(JavaProcess process, String bootstrap) {
    this.process = process;
    this.bootstrap = bootstrap;
  }

  /** Formats a folder and starts a broker on it; returns once it answers. */
  public static KafkaProcess start(Path folder) throws Exception {
    return start(folder, Map.of());
  }

  /** As {@link #start(Path)}, with broker settings that go before this class's own. */
  public static KafkaProcess start(Path folder, Map<String, String> overrides) throws Exception {
    int port = freePort();
    int controllerPort = freePort();
    Path properties = folder.resolve("server.properties");
    Files.createDirectories(folder);
    write(properties, folder.resolve("log"), port, controllerPort, overrides);
    try (JavaProcess format =
        JavaProcess.start(
            folder.resolve("format.log"),
            "128m",
            "kafka.tools.StorageTool",
            "format",
            "--cluster-id",
            Uuid.randomUuid().toString(),
            "--config",
            properties.toString())) {
      if (format.await(START_LIMIT) != 0) {
        throw new AssertionError(format.printed());
      }
    }
    JavaProcess process =
        JavaProcess.start(
            folder.resolve("kafka.log"), "384m", "kafka.Kafka", properties.toString());
    KafkaProcess kafka = new KafkaProcess(process, "127.0.0.1:" + port);
    kafka.awaitAnswer();
    return kafka;
  }

  public String bootstrap() {
    return bootstrap;
  }

  /** What it has printed so far. */
  public String printed() {
    return process.printed();
  }

  /** The last lines that it has printed: what a failure needs to be understood. */
  public String lastPrinted() {
    List<String> lines = process.printed().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
  }

  private void awaitAnswer() throws InterruptedException, ExecutionException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin.describeCluster().nodes().get(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError(
          "no broker after " + START_LIMIT + "; it printed:\n" + process.printed(), e);
    }
  }

  private static void write(
      Path file, Path log, int port, int controllerPort, Map<String, String> overrides)
      throws IOException {
    Properties settings = new Properties();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    settings.put(
        "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("log.dirs", log.toString());
    settings.put("auto.create.topics.enable", "false");
    settings.put("group.initial.rebalance.delay.ms", "0");
    for (String topic :
        new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
      settings.put(topic + ".replication.factor", "1");
      settings.put(topic + ".num.partitions", "3");
    }
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("log.cleaner.dedupe.buffer.size", "16777216");
    settings.putAll(overrides);
    try (var writer = Files.newBufferedWriter(file)) {
      settings.store(writer, null);
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
