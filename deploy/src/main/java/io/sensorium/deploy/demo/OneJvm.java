package io.sensorium.deploy.demo;

import io.sensorium.console.ConsoleApplication;
import io.sensorium.console.ConsoleConfig;
import io.sensorium.deploy.broker.EmbeddedBroker;
import io.sensorium.deploy.registry.EmbeddedRegistry;
import io.sensorium.deploy.registry.RegistrySettings;
import io.sensorium.deploy.topics.TopicSetup;
import io.sensorium.fusion.FusionApplication;
import io.sensorium.fusion.FusionConfig;
import io.sensorium.pipeline.Pipeline;
import io.sensorium.topic.TopicCatalogue;
import io.sensorium.worker.WorkerApplication;
import io.sensorium.worker.WorkerConfig;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Broker, registry and every service but ingest, in this JVM. Closed in the order of the data's
 * way.
 */
final class OneJvm implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OneJvm.class);
  private static final int PARTITIONS = 2;

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final Map<String, String> kafka;
  private final Pipeline pipeline;
  private final FusionApplication fusion;
  private final ConsoleApplication console;

  private OneJvm(DemoOptions options, Path data) {
    try {
      EmbeddedBroker broker =
          open(EmbeddedBroker.start(data.resolve("broker"), options.brokerPort()));
      Map<String, String> bootstrap = Map.of("bootstrap.servers", broker.bootstrapServers());
      EmbeddedRegistry registry =
          open(EmbeddedRegistry.start(RegistrySettings.local(0, bootstrap)));
      kafka =
          Map.of(
              "bootstrap.servers",
              broker.bootstrapServers(),
              "schema.registry.url",
              registry.url());
      pipeline = Pipeline.read(options.scenario().pipelineFile());
      createTopics();
      // The two that take longest to start do so side by side.
      CompletableFuture<WorkerApplication> worker =
          CompletableFuture.supplyAsync(() -> WorkerApplication.start(workerConfig(options)));
      fusion = FusionApplication.start(fusionConfig(options, data));
      console =
          ConsoleApplication.start(ConsoleConfig.of(kafka, pipeline.name(), options.httpPort()));
      open(console);
      open(join(worker));
      open(fusion);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Starts all; returns once events can be fed. */
  static OneJvm start(DemoOptions options, Path data) {
    return new OneJvm(options, data);
  }

  private FusionConfig fusionConfig(DemoOptions options, Path data) {
    return FusionConfig.of(options.scenario().pipelineFile(), kafka)
        .withStateDir(data.resolve("fusion"));
  }

  private WorkerConfig workerConfig(DemoOptions options) {
    return WorkerConfig.of(options.scenario().pipelineFile(), options.scenario().models(), kafka);
  }

  private void createTopics() {
    try (Admin admin = Admin.create(Map.copyOf(kafka))) {
      new TopicSetup(admin)
          .create(TopicCatalogue.all(List.of(pipeline.name()), PARTITIONS), (short) 1);
    }
  }

  private static <T> T join(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private <T extends AutoCloseable> T open(T part) {
    opened.push(part);
    return part;
  }

  Map<String, String> kafka() {
    return kafka;
  }

  Pipeline pipeline() {
    return pipeline;
  }

  FusionApplication fusion() {
    return fusion;
  }

  String page() {
    return "http://127.0.0.1:" + console.httpPort();
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      AutoCloseable part = opened.pop();
      try {
        part.close();
      } catch (Exception e) {
        LOG.warn("{} did not close", part.getClass().getSimpleName(), e);
      }
    }
  }
}
