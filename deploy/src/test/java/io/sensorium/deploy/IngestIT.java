package io.sensorium.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sensorium.deploy.broker.EmbeddedBroker;
import io.sensorium.deploy.command.Main;
import io.sensorium.deploy.process.JavaProcess;
import io.sensorium.deploy.registry.EmbeddedRegistry;
import io.sensorium.deploy.registry.RegistrySettings;
import io.sensorium.deploy.topics.TopicSetup;
import io.sensorium.event.CameraFrame;
import io.sensorium.ingest.IngestApplication;
import io.sensorium.ingest.IngestConfig;
import io.sensorium.ingest.http.HttpConfig;
import io.sensorium.ingest.replay.ReplayConfig;
import io.sensorium.ingest.simulator.SimulatedRecording;
import io.sensorium.ingest.simulator.Simulation;
import io.sensorium.ingest.simulator.SimulatorConfig;
import io.sensorium.serde.AvroDeserializer;
import io.sensorium.topic.TopicCatalogue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The ways in, on the embedded broker and registry. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IngestIT {
  @TempDir static Path folder;
  private EmbeddedBroker broker;
  private EmbeddedRegistry registry;
  private Map<String, String> kafka;

  @BeforeAll
  void start() {
    broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
    Map<String, String> bootstrap = Map.of("bootstrap.servers", broker.bootstrapServers());
    registry = EmbeddedRegistry.start(RegistrySettings.local(0, bootstrap));
    kafka =
        Map.of(
            "bootstrap.servers", broker.bootstrapServers(),
            "schema.registry.url", registry.url(),
            "max.retries", "0");
    try (Admin admin = Admin.create(Map.copyOf(kafka))) {
      new TopicSetup(admin).create(TopicCatalogue.sources(2), (short) 1);
    }
  }

  @AfterAll
  void stop() {
    registry.close();
    broker.close();
  }

  @Test
  void aRecordingIsOnItsTopicsAsItWasWritten() throws Exception {
    Simulation simulation = new Simulation(SimulatorConfig.of("driving", 2).withSeed(5));
    Path recording = folder.resolve("recording");
    long rows =
        SimulatedRecording.write(simulation, recording, 0, Duration.ofSeconds(4), 2, row -> {});

    long acknowledged;
    try (IngestApplication ingest =
        IngestApplication.start(IngestConfig.of(kafka, ReplayConfig.of(recording, 0)))) {
      ingest.replay().orElseThrow().toCompletableFuture().join();
      acknowledged = ingest.counts().acknowledgedEvents();
    }

    assertThat(acknowledged).isEqualTo(rows);
    List<ConsumerRecord<String, CameraFrame>> frames = framesOf("car-1");
    long planned = 0;
    var events = simulation.events();
    for (var event = events.next(); event.arrivalUs() < 4_000_000; event = events.next()) {
      if (event.sensor().equals("front") && event.site().equals("car-1")) {
        CameraFrame frame = frames.get((int) planned++).value();
        assertThat(frame.getId()).isEqualTo(event.id());
        assertThat(frame.getPayload()).isEqualTo(simulation.render(event));
      }
    }
    assertThat(frames).hasSize((int) planned);
    assertThat(frames)
        .extracting(ConsumerRecord::partition)
        .containsOnly(frames.get(0).partition());
  }

  @Test
  void aModelIsCalibratedOnTheNewestEventsOfATopic() throws Exception {
    // given four seconds of two cars' sound, in chunks that are shorter than the model's window
    Simulation simulation = new Simulation(SimulatorConfig.of("driving", 2).withSeed(6));
    Path recording = folder.resolve("calibration");
    SimulatedRecording.write(simulation, recording, 0, Duration.ofSeconds(4), 2, row -> {});
    try (IngestApplication ingest =
        IngestApplication.start(IngestConfig.of(kafka, ReplayConfig.of(recording, 0)))) {
      ingest.replay().orElseThrow().toCompletableFuture().join();
    }
    Path result = folder.resolve("sound.int8.onnx");
    String[] arguments = {
      "model",
      "quantize",
      "scenarios/driving/models/driving-sound",
      "--topic",
      "audio.chunks",
      "--bootstrap",
      broker.bootstrapServers(),
      "--registry",
      registry.url(),
      "--max-samples",
      "12",
      "--out",
      result.toString()
    };

    // when
    try (JavaProcess quantize = sensorium(arguments)) {
      // then
      assertThat(quantize.await(Duration.ofSeconds(60))).as(quantize.printed()).isZero();
      assertThat(quantize.printed()).contains("calibrating on 12 samples");
    }
    assertThat(result).isNotEmptyFile();
    arguments[2] = "scenarios/driving/models/driving-frame";
    try (JavaProcess quantize = sensorium(arguments)) {
      assertThat(quantize.await(Duration.ofSeconds(60))).as(quantize.printed()).isNotZero();
      assertThat(quantize.printed()).contains("expected events of modality CAMERA");
    }
  }

  private static JavaProcess sensorium(String... arguments) throws IOException {
    return JavaProcess.start(
        folder.resolve("quantize.log"), "640m", Main.class.getName(), arguments);
  }

  @Test
  void anEventThatComesWhileTheRegistryIsAwayIsTakenWhenItIsBack() throws Exception {
    try (IngestApplication ingest =
        IngestApplication.start(IngestConfig.of(kafka, HttpConfig.onPort(0)))) {
      int port = ingest.httpPort().orElseThrow();
      int registryPort = registry.port();
      registry.close();

      CompletableFuture<HttpResponse<String>> answer = post(port, "/v1/home-9/text/chat");
      await().until(() -> ingest.counts().lastError() != null);
      assertThat(answer).isNotDone();
      registry =
          EmbeddedRegistry.start(
              RegistrySettings.local(
                  registryPort, Map.of("bootstrap.servers", broker.bootstrapServers())));

      assertThat(answer.join().statusCode()).as(answer.join().body()).isEqualTo(202);
      assertThat(ingest.counts().failed()).isZero();
      assertThat(ingest.counts().lastError()).isNull();
    }
  }

  private static CompletableFuture<HttpResponse<String>> post(int port, String path) {
    return HttpClient.newHttpClient()
        .sendAsync(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("hello"))
                .build(),
            BodyHandlers.ofString());
  }

  private List<ConsumerRecord<String, CameraFrame>> framesOf(String site) {
    AvroDeserializer<CameraFrame> values = new AvroDeserializer<>(CameraFrame.class);
    values.configure(kafka, false);
    List<ConsumerRecord<String, CameraFrame>> frames = new ArrayList<>();
    try (KafkaConsumer<String, CameraFrame> consumer =
        new KafkaConsumer<>(Map.copyOf(kafka), new StringDeserializer(), values)) {
      List<TopicPartition> partitions =
          List.of(new TopicPartition("camera.frames", 0), new TopicPartition("camera.frames", 1));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (!partitions.stream().allMatch(p -> consumer.position(p) >= ends.get(p))) {
        consumer.poll(Duration.ofMillis(100)).forEach(frames::add);
      }
    }
    return frames.stream().filter(record -> record.key().equals(site)).toList();
  }
}
