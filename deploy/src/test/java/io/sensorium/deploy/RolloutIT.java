package io.sensorium.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sensorium.deploy.broker.EmbeddedBroker;
import io.sensorium.deploy.registry.EmbeddedRegistry;
import io.sensorium.deploy.registry.RegistrySettings;
import io.sensorium.deploy.topics.TopicSetup;
import io.sensorium.event.Comparison;
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
import io.sensorium.worker.WorkerApplication;
import io.sensorium.worker.WorkerConfig;
import io.sensorium.worker.rollout.ModelControl;
import io.sensorium.worker.rollout.RollBackConfig;
import io.sensorium.worker.rollout.RolloutConfig;
import io.sensorium.worker.tensor.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Simulated homes send all the while; versions of the model that gives their predictions are
 * dropped into the repository, compared, tried, rolled back and broken.
 */
@Timeout(180)
final class RolloutIT {
  private static final Path PACK = Path.of("scenarios", "smart-home").toAbsolutePath();
  private static final String PIPELINE = "smart-home";
  private static final String MODEL = "smart-home-scene";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void no_moment_is_without_its_prediction_whatever_is_done_to_the_models() throws Exception {
    Path models = folder.resolve("models");
    copy(PACK.resolve("models"), models);
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        EmbeddedRegistry registry =
            EmbeddedRegistry.start(
                RegistrySettings.local(
                    0, Map.of("bootstrap.servers", broker.bootstrapServers())))) {
      Map<String, String> kafka =
          Map.of(
              "bootstrap.servers",
              broker.bootstrapServers(),
              "schema.registry.url",
              registry.url());
      try (Admin admin = Admin.create(Map.copyOf(kafka))) {
        new TopicSetup(admin).create(TopicCatalogue.all(List.of(PIPELINE), 2), (short) 1);
      }
      try (WorkerApplication worker =
              WorkerApplication.start(
                  WorkerConfig.of(PACK.resolve("pipeline.yaml"), models, kafka)
                      .withRollout(rollout()));
          FusionApplication fusion =
              FusionApplication.start(
                  FusionConfig.of(PACK.resolve("pipeline.yaml"), kafka)
                      .withStateDir(folder.resolve("fusion")))) {
        try (IngestApplication ingest =
            IngestApplication.start(IngestConfig.of(kafka, SimulatorConfig.of(PIPELINE, 6)))) {
          change(worker, models);
          assertThat(ingest.counts().failed()).isZero();
        }
        await("fusion has closed all moments")
            .atMost(LIMIT)
            .until(() -> fusion.counts().openMoments() == 0);
        await("all moments are predicted")
            .atMost(LIMIT)
            .until(() -> worker.counts().predictions() == fusion.counts().moments());
        assertThat(worker.counts().deadLetters()).isZero();
        assertThat(worker.rolloutCounts().returns()).isZero();
        assertThat(worker.rolloutCounts().unpublished()).isZero();
      }
      check(kafka);
    }
  }

  /** Version 2 comes by itself, 3 is a shadow, then a canary, then serves, and is rolled back. */
  private static void change(WorkerApplication worker, Path models) throws IOException {
    ModelControl control = worker.modelControl();
    await("version 1 predicts").atMost(LIMIT).until(() -> worker.counts().predictions() > 20);
    copy(models.resolve(MODEL).resolve("1"), models.resolve(MODEL).resolve("2"));
    await("version 2 serves").atMost(LIMIT).until(() -> role(control, "2").equals("serving"));
    more(worker, 20);

    control.load(MODEL, "2"); // by hand, so that version 3 does not follow by itself
    copy(models.resolve(MODEL).resolve("1"), models.resolve(MODEL).resolve("3"));
    control.shadow(MODEL, "3");
    await("comparisons").atMost(LIMIT).until(() -> worker.rolloutCounts().compared() > 20);
    control.shadow(MODEL, null);
    control.canary(MODEL, "3", 0.5);
    more(worker, 30);
    control.load(MODEL, "3");
    more(worker, 20);
    control.rollBack(MODEL);
    assertThat(role(control, "2")).isEqualTo("serving");

    Path broken = models.resolve(MODEL).resolve("4");
    Files.createDirectories(broken);
    Files.writeString(broken.resolve("model.onnx"), "not a model");
    assertThatThrownBy(() -> control.load(MODEL, "4")).isInstanceOf(ModelException.class);
    more(worker, 20);
  }

  private static void check(Map<String, String> kafka) {
    List<String> moments = new ArrayList<>();
    for (SpecificRecord record : records(kafka, Topics.moments(PIPELINE))) {
      moments.add(((Moment) record).getId());
    }
    List<String> predicted = new ArrayList<>();
    Map<String, Integer> versions = new HashMap<>();
    for (SpecificRecord record : records(kafka, Topics.predictions(PIPELINE))) {
      Prediction prediction = (Prediction) record;
      predicted.add(prediction.getMomentId());
      versions.merge(prediction.getModel().getVersion(), 1, Integer::sum);
    }
    assertThat(predicted).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(moments);
    assertThat(versions).containsOnlyKeys("1", "2", "3");
    List<SpecificRecord> comparisons = records(kafka, Topics.comparisons(PIPELINE));
    assertThat(comparisons).hasSizeGreaterThan(20);
    for (SpecificRecord record : comparisons) {
      Comparison comparison = (Comparison) record;
      assertThat(comparison.getModel()).isEqualTo(MODEL);
      assertThat(comparison.getServed().getVersion()).isEqualTo("2");
      assertThat(comparison.getShadow().getVersion()).isEqualTo("3");
      // The two are the same file.
      assertThat(comparison.getAgreement()).isEqualTo(1f);
      assertThat(comparison.getScoreDistance()).isLessThan(0.001f);
      assertThat(moments).contains(comparison.getMomentId());
    }
  }

  private static RolloutConfig rollout() {
    return new RolloutConfig(
        "poll", Duration.ofMillis(300), true, RollBackConfig.standard(), null, null);
  }

  private static void more(WorkerApplication worker, long predictions) {
    long before = worker.counts().predictions();
    await(predictions + " more predictions")
        .atMost(LIMIT)
        .until(() -> worker.counts().predictions() >= before + predictions);
  }

  private static String role(ModelControl control, String version) {
    return control.models().stream()
        .filter(status -> status.model().equals(MODEL) && status.version().equals(version))
        .map(status -> status.role())
        .findFirst()
        .orElse("");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.sorted().toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  /** Committed records from the beginning to the present end. */
  private static List<SpecificRecord> records(Map<String, String> kafka, String topic) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put("isolation.level", "read_committed");
    List<SpecificRecord> records = new ArrayList<>();
    try (AvroDeserializer<SpecificRecord> values = new AvroDeserializer<>();
        KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      values.configure(kafka, false);
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer
            .poll(Duration.ofMillis(50))
            .forEach(record -> records.add(values.deserialize(topic, record.value())));
      }
    }
    return records;
  }
}
