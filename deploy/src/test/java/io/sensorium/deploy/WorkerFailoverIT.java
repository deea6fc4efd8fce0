package io.sensorium.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sensorium.deploy.process.JavaProcess;
import io.sensorium.deploy.process.KafkaProcess;
import io.sensorium.deploy.registry.EmbeddedRegistry;
import io.sensorium.deploy.registry.RegistrySettings;
import io.sensorium.deploy.topics.TopicSetup;
import io.sensorium.event.Moment;
import io.sensorium.event.Prediction;
import io.sensorium.fusion.FusionApplication;
import io.sensorium.fusion.FusionConfig;
import io.sensorium.ingest.IngestApplication;
import io.sensorium.ingest.IngestConfig;
import io.sensorium.ingest.simulator.SimulatorConfig;
import io.sensorium.serde.AvroDeserializer;
import io.sensorium.topic.TopicCatalogue;
import io.sensorium.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Worker processes on a broker process: they share the load, and one that is killed loses and
 * repeats nothing.
 */
final class WorkerFailoverIT {
  private static final Path PACK = Path.of("scenarios", "smart-home").toAbsolutePath();
  private static final String PIPELINE = "smart-home";
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @TempDir Path folder;

  @Test
  @EnabledIfSystemProperty(named = "sensorium.soak", matches = "true")
  void a_worker_killed_under_load_leaves_every_moment_with_exactly_one_prediction()
      throws Exception {
    try (KafkaProcess broker = KafkaProcess.start(folder.resolve("kafka"));
        EmbeddedRegistry registry =
            EmbeddedRegistry.start(
                RegistrySettings.local(0, Map.of("bootstrap.servers", broker.bootstrap())))) {
      Map<String, String> kafka =
          Map.of("bootstrap.servers", broker.bootstrap(), "schema.registry.url", registry.url());
      try (Admin admin = Admin.create(Map.copyOf(kafka))) {
        new TopicSetup(admin).create(TopicCatalogue.all(List.of(PIPELINE), 4), (short) 1);
      }
      Path config = workerConfig(kafka);
      try (JavaProcess first = worker("first", config);
          JavaProcess second = worker("second", config);
          FusionApplication fusion =
              FusionApplication.start(
                  FusionConfig.of(PACK.resolve("pipeline.yaml"), kafka)
                      .withStateDir(folder.resolve("fusion")))) {
        try (Admin admin = Admin.create(Map.copyOf(kafka));
            IngestApplication ingest =
                IngestApplication.start(IngestConfig.of(kafka, SimulatorConfig.of(PIPELINE, 8)))) {
          await("both workers have partitions").atMost(LIMIT).until(() -> sharing(admin) == 2);
          awaitPredictions(kafka, 100);

          first.kill();

          long before = count(kafka, Topics.predictions(PIPELINE));
          awaitPredictions(kafka, before + 200);
          assertThat(ingest.counts().failed()).isZero();
        }
        await("fusion has closed all moments")
            .atMost(LIMIT)
            .until(() -> fusion.counts().openMoments() == 0);
        long moments = count(kafka, Topics.moments(PIPELINE));
        awaitPredictions(kafka, moments);
        assertThat(second.stop(Duration.ofSeconds(30))).as(second.printed()).isZero();
      }
      List<String> moments = ids(kafka, Topics.moments(PIPELINE));
      List<String> predicted = ids(kafka, Topics.predictions(PIPELINE));
      assertThat(predicted).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(moments);
      assertThat(count(kafka, Topics.deadLetters(PIPELINE))).isZero();
    }
  }

  private Path workerConfig(Map<String, String> kafka) throws IOException {
    Path file = folder.resolve("worker.yaml");
    Files.writeString(
        file,
        """
        pipeline: %s
        models: %s
        runtime: { sessions: 1 }
        kafka:
          bootstrap.servers: "%s"
          schema.registry.url: "%s"
          session.timeout.ms: "6000"
          heartbeat.interval.ms: "1500"
        """
            .formatted(
                PACK.resolve("pipeline.yaml"),
                PACK.resolve("models"),
                kafka.get("bootstrap.servers"),
                kafka.get("schema.registry.url")));
    return file;
  }

  private JavaProcess worker(String name, Path config) throws IOException {
    return JavaProcess.start(
        folder.resolve(name + ".log"),
        "256m",
        "io.sensorium.deploy.command.Main",
        "worker",
        "--config",
        config.toString());
  }

  /** Members of the workers' group that have at least one partition. */
  private static long sharing(Admin admin) throws Exception {
    return admin
        .describeConsumerGroups(
            admin.listGroups().all().get().stream()
                .map(g -> g.groupId())
                .filter(g -> g.contains("worker"))
                .toList())
        .all()
        .get()
        .values()
        .stream()
        .flatMap(group -> group.members().stream())
        .filter(member -> !member.assignment().topicPartitions().isEmpty())
        .count();
  }

  private static void awaitPredictions(Map<String, String> kafka, long number) {
    await(number + " predictions")
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> count(kafka, Topics.predictions(PIPELINE)) >= number);
  }

  private static long count(Map<String, String> kafka, String topic) {
    return records(kafka, topic).size();
  }

  private static List<String> ids(Map<String, String> kafka, String topic) {
    try (AvroDeserializer<SpecificRecord> values = new AvroDeserializer<>()) {
      values.configure(kafka, false);
      return records(kafka, topic).stream()
          .map(record -> values.deserialize(topic, record.value()))
          .map(value -> value instanceof Moment m ? m.getId() : ((Prediction) value).getMomentId())
          .collect(Collectors.toList());
    }
  }

  /** Committed records from the beginning to the present end. */
  private static List<ConsumerRecord<byte[], byte[]>> records(
      Map<String, String> kafka, String topic) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put("isolation.level", "read_committed");
    settings.put("fetch.max.wait.ms", "50");
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(50)).forEach(records::add);
      }
    }
    return records;
  }
}
