package io.sensorium.deploy.worker;

import io.sensorium.deploy.process.JavaProcess;
import io.sensorium.deploy.process.KafkaProcess;
import io.sensorium.deploy.registry.EmbeddedRegistry;
import io.sensorium.deploy.registry.RegistrySettings;
import io.sensorium.deploy.topics.TopicSetup;
import io.sensorium.topic.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A broker process with a registry and the topics of some pipelines, and workers over them. */
final class DeliveryLab implements AutoCloseable {
  static final Duration LIMIT = Duration.ofSeconds(90);

  final Path folder;
  final Map<String, String> kafka;
  final Admin admin;
  private final KafkaProcess broker;
  private final EmbeddedRegistry registry;
  private final AtomicInteger started = new AtomicInteger();

  private DeliveryLab(Path folder, KafkaProcess broker, EmbeddedRegistry registry) {
    this.folder = folder;
    this.broker = broker;
    this.registry = registry;
    this.kafka =
        Map.of("bootstrap.servers", broker.bootstrap(), "schema.registry.url", registry.url());
    this.admin = Admin.create(Map.copyOf(kafka));
  }

  /** One that notices a dead worker within seconds. */
  static DeliveryLab start(Path folder, int partitions, String... pipelines) throws Exception {
    KafkaProcess broker =
        KafkaProcess.start(
            folder.resolve("kafka"),
            Map.of(
                "group.min.session.timeout.ms",
                "1000",
                "group.share.min.record.lock.duration.ms",
                "1000",
                "transaction.abort.timed.out.transaction.cleanup.interval.ms",
                "500"));
    EmbeddedRegistry registry =
        EmbeddedRegistry.start(
            RegistrySettings.local(0, Map.of("bootstrap.servers", broker.bootstrap())));
    DeliveryLab lab = new DeliveryLab(folder, broker, registry);
    new TopicSetup(lab.admin).create(TopicCatalogue.all(List.of(pipelines), partitions), (short) 1);
    return lab;
  }

  /** Starts a {@link FixedTimeWorker} as a process. */
  JavaProcess worker(String pipeline, String delivery, int modelMillis) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of(pipeline, delivery, Integer.toString(modelMillis)));
    Map<String, String> settings = new TreeMap<>(kafka);
    settings.put("session.timeout.ms", "2000");
    settings.put("heartbeat.interval.ms", "500");
    settings.put("transaction.timeout.ms", "2000");
    settings.forEach((key, value) -> arguments.addAll(List.of(key, value)));
    return JavaProcess.start(
        folder.resolve(pipeline + "-" + started.incrementAndGet() + ".log"),
        "128m",
        FixedTimeWorker.class.getName(),
        arguments.toArray(String[]::new));
  }

  /** Starts a {@link FixedTimeWorker} in this JVM. */
  FixedTimeWorker inThisJvm(String pipeline, String delivery, int modelMillis) {
    return FixedTimeWorker.start(kafka, pipeline, delivery, Duration.ofMillis(modelMillis));
  }

  /** Waits for answers; where they do not come, the message says what the broker printed last. */
  void await(String what, Answers answers, Predicate<Answers> enough) {
    try {
      Awaitility.await(what)
          .atMost(LIMIT)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> enough.test(answers.read()));
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(
          "%s: %d predictions and %d dead letters so far; the broker printed:%n%s"
              .formatted(
                  e.getMessage(),
                  answers.predicted.size(),
                  answers.deadLetters.size(),
                  broker.lastPrinted()),
          e);
    }
  }

  /** Waits until so many members of the workers' consumer group have partitions. */
  void awaitSharing(String pipeline, long members) {
    String group = "sensorium-worker-" + pipeline;
    Awaitility.await(members + " workers share " + pipeline)
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> sharing(group) == members);
  }

  private long sharing(String group) throws Exception {
    try {
      return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
          .flatMap(description -> description.members().stream())
          .filter(member -> !member.assignment().topicPartitions().isEmpty())
          .count();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return 0;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
    registry.close();
    broker.close();
  }
}
