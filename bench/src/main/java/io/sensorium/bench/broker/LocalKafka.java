package io.sensorium.bench.broker;

import io.sensorium.deploy.broker.EmbeddedBroker;
import io.sensorium.deploy.registry.EmbeddedRegistry;
import io.sensorium.deploy.registry.RegistrySettings;
import io.sensorium.deploy.topics.TopicSetup;
import io.sensorium.topic.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/** Broker and registry in this JVM, in a temporary folder. */
public final class LocalKafka implements AutoCloseable {
  private final Path folder;
  private final EmbeddedBroker broker;
  private final EmbeddedRegistry registry;

  private LocalKafka(Path folder, EmbeddedBroker broker, EmbeddedRegistry registry) {
    this.folder = folder;
    this.broker = broker;
    this.registry = registry;
  }

  /** Starts both and makes the topics of one pipeline, each with so many partitions. */
  public static LocalKafka start(String pipeline, int partitions) throws IOException {
    Path folder = Files.createTempDirectory("sensorium-bench");
    EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
    try {
      Map<String, String> bootstrap = Map.of("bootstrap.servers", broker.bootstrapServers());
      try (Admin admin = Admin.create(Map.copyOf(bootstrap))) {
        new TopicSetup(admin).create(TopicCatalogue.all(List.of(pipeline), partitions), (short) 1);
      }
      return new LocalKafka(
          folder, broker, EmbeddedRegistry.start(RegistrySettings.local(0, bootstrap)));
    } catch (RuntimeException e) {
      broker.close();
      delete(folder);
      throw e;
    }
  }

  /** For files of the measurement; deleted at the end. */
  public Path folder() {
    return folder;
  }

  /** Client settings. */
  public Map<String, String> kafka() {
    return Map.of(
        "bootstrap.servers", broker.bootstrapServers(), "schema.registry.url", registry.url());
  }

  @Override
  public void close() throws IOException {
    registry.close();
    broker.close();
    delete(folder);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
