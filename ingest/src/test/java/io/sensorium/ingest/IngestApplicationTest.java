package io.sensorium.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sensorium.config.ConfigException;
import io.sensorium.config.ConfigReader;
import io.sensorium.ingest.http.HttpConfig;
import io.sensorium.ingest.http.HttpEndpointException;
import io.sensorium.ingest.publish.MemoryPublisher;
import io.sensorium.ingest.publish.SourceTopicsException;
import io.sensorium.ingest.replay.ReplayConfig;
import io.sensorium.ingest.simulator.SimulatorConfig;
import io.sensorium.recording.RecordingException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class IngestApplicationTest {
  @Test
  void allWaysInShareOnePublisherAndClosingDrainsIt(@TempDir Path folder) throws Exception {
    Path recording = recording(folder, "0,1,s,text,t,,,recorded");
    IngestConfig config =
        IngestConfig.of(Map.of(), SimulatorConfig.of("driving", 1).withSpeed(50))
            .withHttp(HttpConfig.onPort(0));
    config =
        new IngestConfig(
            config.kafka(),
            config.maxInFlight(),
            config.http(),
            config.simulator(),
            ReplayConfig.of(recording, 0));
    MemoryPublisher kafka = new MemoryPublisher();

    try (IngestApplication application = IngestApplication.start(config, kafka.publisher())) {
      int port = application.httpPort().orElseThrow();
      int status =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/s/text/t"))
                      .header("Content-Type", "text/plain")
                      .POST(HttpRequest.BodyPublishers.ofString("posted"))
                      .build(),
                  BodyHandlers.discarding())
              .statusCode();
      await()
          .untilAsserted(
              () -> assertThat(application.simulated().orElseThrow().events()).isGreaterThan(10));

      assertThat(status).isEqualTo(202);
      assertThat(join(application.replay().orElseThrow())).isEqualTo(1L);
      assertThat(application.counts().acknowledgedEvents()).isGreaterThan(11);
    }
    assertThat(kafka.records().toString()).contains("posted", "recorded");
    assertThatThrownBy(() -> kafka.publisher().flush()).isNotNull();
  }

  @Test
  void aReplayThatFailsSaysWhy(@TempDir Path folder) throws Exception {
    Path recording = recording(folder, "0,1,s,camera,front,,,missing.jpg");
    IngestConfig config = IngestConfig.of(Map.of(), ReplayConfig.of(recording, 1));

    try (IngestApplication application =
        IngestApplication.start(config, new MemoryPublisher().publisher())) {
      assertThatThrownBy(() -> join(application.replay().orElseThrow()))
          .hasCauseInstanceOf(RecordingException.class)
          .hasMessageContaining("row 0 (camera front at site s)");
    }
  }

  @Test
  void aPortInUseIsAnErrorThatNamesIt() {
    IngestConfig config = IngestConfig.of(Map.of(), HttpConfig.onPort(0));
    try (IngestApplication first =
        IngestApplication.start(config, new MemoryPublisher().publisher())) {
      int port = first.httpPort().orElseThrow();

      assertThatThrownBy(
              () ->
                  IngestApplication.start(
                      IngestConfig.of(Map.of(), HttpConfig.onPort(port)),
                      new MemoryPublisher().publisher()))
          .isInstanceOf(HttpEndpointException.class)
          .hasMessageContaining("127.0.0.1:" + port);
    }
  }

  @Test
  void aBrokerThatIsNotThereEndsTheStart() {
    Map<String, String> kafka =
        Map.of(
            "bootstrap.servers", "127.0.0.1:1",
            "default.api.timeout.ms", "300",
            "request.timeout.ms", "200");

    assertThatThrownBy(() -> IngestApplication.start(IngestConfig.of(kafka, HttpConfig.onPort(0))))
        .isInstanceOf(SourceTopicsException.class)
        .hasMessageContaining("127.0.0.1:1");
  }

  @Test
  void aFileConfiguresEveryWayIn() {
    IngestConfig config =
        parse(
            """
            kafka: { bootstrap.servers: "localhost:9092", schema.registry.url: "http://localhost:8081" }
            max-in-flight: 8MiB
            http: { port: 8090, limits: { text: 1KiB } }
            simulator:
              scenario: driving
              sites: 3
              frames-per-second: 10
              chunk: 250ms
              faults: { late: 0 }
            replay: { recording: /recordings/drive, speed: 2 }
            """);

    assertThat(config.kafka()).containsEntry("bootstrap.servers", "localhost:9092");
    assertThat(config.maxInFlight().bytes()).isEqualTo(8 << 20);
    assertThat(config.http().limits().text().bytes()).isEqualTo(1024);
    assertThat(config.http().host()).isEqualTo("127.0.0.1");
    assertThat(config.simulator().chunk()).isEqualTo(Duration.ofMillis(250));
    assertThat(config.simulator().faults().late()).isZero();
    assertThat(config.simulator().faults().duplicates()).isPositive();
    assertThat(config.replay().options().speed()).isEqualTo(2);
  }

  @Test
  void aFileThatMakesNoSenseIsRefusedByItsKey() {
    assertThatThrownBy(() -> parse("kafka: { a: b }"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("at least one of http, simulator and replay");
    assertThatThrownBy(() -> parse("http: { prot: 1 }")).hasMessageContaining("http.prot");
    assertThatThrownBy(() -> parse("http: { port: 70000 }")).hasMessageContaining("70000");
    assertThatThrownBy(() -> parse("replay: { speed: 1 }"))
        .hasMessageContaining("replay.recording");
  }

  private static IngestConfig parse(String yaml) {
    return ConfigReader.parse("ingest.yaml", yaml, IngestConfig.class, Map.of());
  }

  private static <T> Object join(CompletionStage<T> stage) {
    T done = stage.toCompletableFuture().join();
    return done instanceof io.sensorium.ingest.replay.ReplayProgress p ? p.events() : done;
  }

  private static Path recording(Path folder, String row) throws Exception {
    Files.writeString(
        folder.resolve("timeline.csv"),
        "arrival_us,time_us,site,modality,sensor,id,duration_us,payload\n" + row + "\n");
    return folder;
  }
}
