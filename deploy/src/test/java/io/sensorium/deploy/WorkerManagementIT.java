package io.sensorium.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sensorium.deploy.broker.EmbeddedBroker;
import io.sensorium.deploy.registry.EmbeddedRegistry;
import io.sensorium.deploy.registry.RegistrySettings;
import io.sensorium.deploy.topics.TopicSetup;
import io.sensorium.fusion.FusionApplication;
import io.sensorium.fusion.FusionConfig;
import io.sensorium.ingest.IngestApplication;
import io.sensorium.ingest.IngestConfig;
import io.sensorium.ingest.simulator.SimulatorConfig;
import io.sensorium.topic.TopicCatalogue;
import io.sensorium.worker.WorkerApplication;
import io.sensorium.worker.WorkerConfig;
import io.sensorium.worker.http.ManagementConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The management port of a worker that predicts: figures of real work, and models run beside it.
 */
final class WorkerManagementIT {
  private static final Path PACK = Path.of("scenarios", "smart-home").toAbsolutePath();
  private static final String PIPELINE = "smart-home";
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final HttpClient client = HttpClient.newHttpClient();
  @TempDir Path folder;
  private int port;

  @Test
  void a_worker_shows_what_it_does_and_runs_its_models_for_others() throws Exception {
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
                  WorkerConfig.of(PACK.resolve("pipeline.yaml"), PACK.resolve("models"), kafka)
                      .withManagement(ManagementConfig.onPort(0)));
          FusionApplication fusion =
              FusionApplication.start(
                  FusionConfig.of(PACK.resolve("pipeline.yaml"), kafka)
                      .withStateDir(folder.resolve("fusion")));
          IngestApplication ingest =
              IngestApplication.start(IngestConfig.of(kafka, SimulatorConfig.of(PIPELINE, 4)))) {
        port = worker.managementPort().orElseThrow();
        await("the group lets it in")
            .atMost(LIMIT)
            .until(() -> get("/v2/health/ready").statusCode() == 200);
        await("predictions")
            .atMost(LIMIT)
            .until(() -> figure("sensorium_worker_predictions_total") >= 50);

        assertThat(figure("sensorium_worker_compute_seconds_sum")).isPositive();
        assertThat(figure("sensorium_worker_commit_seconds_count")).isPositive();
        assertThat(figure("sensorium_worker_joined")).isOne();
        assertThat(figure("sensorium_worker_dead_letters_total")).isZero();
        assertThat(
                figure(
                    "sensorium_worker_model_requests_total{model=\"smart-home-scene\",outcome=\"success\",version=\"1\",via=\"pipeline\"}"))
            .isGreaterThanOrEqualTo(50);
        assertThat(post("/v2/repository/index", "").body())
            .contains("\"name\":\"smart-home-scene\",\"version\":\"1\",\"state\":\"READY\"");
        assertThat(post("/v2/models/smart-home-scene/infer", zeros("smart-home-scene")).body())
            .contains("\"model_version\":\"1\"")
            .contains("\"name\":\"scores\"");
        assertThat(worker.metrics()).contains("sensorium_worker_predictions_total");
        assertThat(ingest.counts().failed()).isZero();
        assertThat(fusion.failure()).isNull();
      }
    }
  }

  /** A request with one row of zeros for every input that the model says it has. */
  private String zeros(String model) throws Exception {
    JsonNode metadata = new ObjectMapper().readTree(get("/v2/models/" + model).body());
    StringBuilder inputs = new StringBuilder();
    for (JsonNode input : metadata.get("inputs")) {
      int elements = 1;
      StringBuilder shape = new StringBuilder();
      for (JsonNode dim : input.get("shape")) {
        int size = Math.max(1, dim.asInt());
        elements *= size;
        shape.append(shape.isEmpty() ? "" : ",").append(size);
      }
      inputs
          .append(inputs.isEmpty() ? "" : ",")
          .append(
              "{\"name\":%s,\"datatype\":%s,\"shape\":[%s],\"data\":[0%s]}"
                  .formatted(
                      input.get("name"), input.get("datatype"), shape, ",0".repeat(elements - 1)));
    }
    return "{\"inputs\":[" + inputs + "]}";
  }

  private double figure(String name) throws Exception {
    return get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElse(-1);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return client.send(
        request(path).POST(BodyPublishers.ofString(body)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }
}
