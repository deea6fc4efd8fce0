package io.sensorium.deploy.fusion;

import static org.awaitility.Awaitility.await;

import io.sensorium.deploy.process.JavaProcess;
import io.sensorium.deploy.process.KafkaProcess;
import io.sensorium.deploy.record.SourceTimeline;
import io.sensorium.deploy.registry.EmbeddedRegistry;
import io.sensorium.deploy.registry.RegistrySettings;
import io.sensorium.deploy.topics.TopicSetup;
import io.sensorium.fusion.FusionApplication;
import io.sensorium.fusion.FusionConfig;
import io.sensorium.fusion.offline.AlignRecording;
import io.sensorium.pipeline.Pipeline;
import io.sensorium.topic.TopicCatalogue;
import io.sensorium.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** A broker process with a registry, the topics of some pipelines, and fusion over them. */
final class FusionLab implements AutoCloseable {
  /**
   * Machines that run tests stall: what a broker thread may take between the stamp of a record and
   * its being counted is far above what production needs.
   */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private static final Duration LIMIT = Duration.ofMinutes(2);

  final Path folder;
  final Map<String, String> kafka;
  final Admin admin;
  private final int partitions;
  private final KafkaProcess broker;
  private final EmbeddedRegistry registry;
  private int started;

  private FusionLab(Path folder, int partitions, KafkaProcess broker, EmbeddedRegistry registry) {
    this.folder = folder;
    this.partitions = partitions;
    this.broker = broker;
    this.registry = registry;
    this.kafka =
        Map.of("bootstrap.servers", broker.bootstrap(), "schema.registry.url", registry.url());
    this.admin = Admin.create(Map.copyOf(kafka));
  }

  static FusionLab start(Path folder, int partitions, String... pipelines) throws Exception {
    KafkaProcess broker =
        KafkaProcess.start(
            folder.resolve("kafka"),
            Map.of(
                "group.min.session.timeout.ms",
                "1000",
                "transaction.abort.timed.out.transaction.cleanup.interval.ms",
                "500"));
    EmbeddedRegistry registry =
        EmbeddedRegistry.start(
            RegistrySettings.local(0, Map.of("bootstrap.servers", broker.bootstrap())));
    FusionLab lab = new FusionLab(folder, partitions, broker, registry);
    new TopicSetup(lab.admin).create(TopicCatalogue.all(List.of(pipelines), partitions), (short) 1);
    return lab;
  }

  /** Writes a pipeline file with the inputs that {@link LiveFeed} feeds. */
  Path pipeline(String name) throws IOException {
    return Files.writeString(
        folder.resolve(name + ".pipeline.yaml"),
        """
        pipeline: %s
        pace: { each: view }
        inputs:
          view:  { modality: camera, idle: 1s, disorder: 50ms, wait: 500ms }
          sound: { modality: audio, match: overlap, before: 200ms, after: 200ms, wait: 700ms, idle: 1s }
          words: { modality: text, match: latest, lookback: 2s, wait: 300ms, disorder: 20ms, idle: 1s }
        limits: { max-ahead: 5s, clock-jump: 1m }
        """
            .formatted(name));
  }

  /** Writes the configuration of a fusion service that notices a death within seconds. */
  Path config(String pipeline, FusionConfig.Guarantee guarantee) throws IOException {
    return Files.writeString(
        folder.resolve(pipeline + ".fusion.yaml"),
        """
        pipeline: %s
        guarantee: %s
        state-dir: %s
        instance-id: one
        probe-allowance: %dms
        kafka:
          bootstrap.servers: "%s"
          schema.registry.url: "%s"
          session.timeout.ms: "2000"
          heartbeat.interval.ms: "500"
          producer.transaction.timeout.ms: "2000"
        """
            .formatted(
                pipeline(pipeline),
                guarantee.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                folder.resolve(pipeline + "-state"),
                PATIENCE.toMillis(),
                kafka.get("bootstrap.servers"),
                kafka.get("schema.registry.url")));
  }

  /** Starts a fusion service as a process. */
  JavaProcess fusion(Path config, String name) throws IOException {
    return JavaProcess.start(
        folder.resolve(name + ".log"),
        "192m",
        "io.sensorium.deploy.command.Main",
        "fusion",
        "--config",
        config.toString());
  }

  /** Starts a fusion service in this JVM. */
  FusionApplication start(String pipeline) throws IOException {
    return FusionApplication.start(
        FusionConfig.of(pipeline(pipeline), kafka)
            .withProbeAllowance(PATIENCE)
            .withStateDir(folder.resolve(pipeline + "-state-" + started++)));
  }

  /** How many records, markers included, a topic has or had, uncommitted ones too. */
  long written(String topic) throws Exception {
    return admin
        .listOffsets(
            IntStream.range(0, partitions)
                .mapToObj(p -> new TopicPartition(topic, p))
                .collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())))
        .all()
        .get()
        .values()
        .stream()
        .mapToLong(end -> end.offset())
        .sum();
  }

  /** Ends a feed; where it failed, what the broker printed says why. */
  long finish(LiveFeed feed) {
    try {
      return feed.finish();
    } catch (Exception e) {
      throw new AssertionError("the feed failed; the broker printed:\n" + broker.lastPrinted(), e);
    }
  }

  /** Waits until the frame that ends the feed has made a moment of its own at every site. */
  void awaitLastMoments(String pipeline, int sites) {
    try (ResultTail tail = new ResultTail(kafka, Topics.moments(pipeline))) {
      await("the last moments of " + pipeline)
          .atMost(LIMIT)
          .pollInterval(Duration.ofMillis(100))
          .until(() -> tail.lastMoments() == sites);
    }
  }

  /** What fusion wrote for a pipeline, in the lines of {@code align}. */
  Results online(String pipeline) {
    return Results.read(kafka, pipeline, folder.resolve(pipeline + "-online"));
  }

  /** What {@code align} makes of the source topics by a pipeline. */
  Results offline(String pipeline) throws IOException {
    Path recording = folder.resolve("recording");
    if (!Files.exists(recording)) {
      SourceTimeline.write(kafka, recording);
    }
    Path to = Files.createDirectories(folder.resolve(pipeline + "-offline"));
    AlignRecording.run(
        Pipeline.read(pipeline(pipeline)),
        recording,
        to.resolve("moments.jsonl"),
        to.resolve("dropped.jsonl"));
    return Results.of(to);
  }

  /** Settings of a client that reads committed records. */
  static Map<String, Object> committed(Map<String, String> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put("isolation.level", "read_committed");
    settings.put("fetch.max.wait.ms", "50");
    settings.put("max.poll.records", "5000");
    return settings;
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
    registry.close();
    broker.close();
  }
}
