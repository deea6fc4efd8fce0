package io.sensorium.worker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sensorium.worker.fixture.TinyModel;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class InformationOverHttpTest {
  @TempDir Path folder;
  private ManagementFixture worker;

  @BeforeEach
  void start() throws IOException {
    worker =
        new ManagementFixture(folder)
            .doubling("twice", 1)
            .doubling("twice", 3)
            .echo("ids", TinyModel.INT64, 2)
            .start(ManagementFixture.config());
  }

  @AfterEach
  void close() {
    worker.close();
  }

  @Test
  void theServerSaysWhatItIs() {
    assertThat(worker.get("/v2").bodyAsJsonObject())
        .isEqualTo(
            new JsonObject(
                """
                {"name":"sensorium-worker","version":"1.2.3",
                 "extensions":["binary_tensor_data","model_repository","statistics"]}\
                """));
  }

  @Test
  void aModelSaysWhatItTakesAndGives() {
    assertThat(worker.get("/v2/models/twice").bodyAsJsonObject())
        .isEqualTo(
            new JsonObject(
                """
                {"name":"twice","versions":["1","3"],"platform":"onnxruntime_onnx",
                 "inputs":[{"name":"x","datatype":"FP32","shape":[-1,2]}],
                 "outputs":[{"name":"y","datatype":"FP32","shape":[-1,2]}]}\
                """));
    assertThat(
            worker
                .get("/v2/models/ids/versions/1")
                .bodyAsJsonObject()
                .getJsonArray("inputs")
                .getJsonObject(0))
        .isEqualTo(new JsonObject("{\"name\":\"x\",\"datatype\":\"INT64\",\"shape\":[2]}"));
    assertThat(worker.get("/v2/models/ids/versions/2").statusCode()).isEqualTo(404);
  }

  @Test
  void healthFollowsTheWorker() {
    assertStatuses(200, 200, 200, 200);
    worker.waitsFor = "that its group has not let it in yet";
    assertStatuses(200, 400, 200, 503);
    assertThat(worker.get("/health/ready").bodyAsString()).contains("has not let it in yet");
    worker.live = false;
    assertStatuses(400, 400, 503, 503);
  }

  @Test
  void aModelIsReadyOnceItIsLoadedForThat() {
    assertThat(worker.get("/v2/models/twice/ready").statusCode()).isEqualTo(200);
    assertThat(worker.get("/v2/models/twice/versions/3/ready").statusCode()).isEqualTo(200);
    assertThat(worker.get("/v2/models/twice/versions/2/ready").statusCode()).isEqualTo(404);
    assertThat(worker.get("/v2/models/nosuch/ready").statusCode()).isEqualTo(404);
  }

  @Test
  void statisticsAndFiguresCountWhatWasDone() {
    infer("[3,2]", "[1,2,3,4,5,6]", 200);
    infer("[1,2]", "[1,2]", 200);
    infer("[1,2]", "[1]", 400);

    JsonObject stat =
        worker
            .get("/v2/models/twice/versions/3/stats")
            .bodyAsJsonObject()
            .getJsonArray("model_stats")
            .getJsonObject(0);
    assertThat(stat.getString("name")).isEqualTo("twice");
    assertThat(stat.getString("version")).isEqualTo("3");
    assertThat(stat.getLong("last_inference")).isEqualTo(1_700_000_000_000L);
    assertThat(stat.getLong("inference_count")).isEqualTo(4);
    assertThat(stat.getLong("execution_count")).isEqualTo(2);
    JsonObject times = stat.getJsonObject("inference_stats");
    assertThat(times.getJsonObject("success").getLong("count")).isEqualTo(2);
    assertThat(times.getJsonObject("fail").getLong("count")).isEqualTo(1);
    assertThat(times.getJsonObject("queue").getLong("count")).isEqualTo(2);
    assertThat(times.getJsonObject("compute_infer").getLong("count")).isEqualTo(2);
    assertThat(times.getJsonObject("success").getLong("ns"))
        .isGreaterThan(times.getJsonObject("compute_infer").getLong("ns"));
    assertThat(worker.get("/v2/models/stats").bodyAsJsonObject().getJsonArray("model_stats"))
        .hasSize(1);
    assertThat(worker.get("/v2/models/nosuch/stats").statusCode()).isEqualTo(404);

    HttpResponse<Buffer> metrics = worker.get("/metrics");
    assertThat(metrics.getHeader("Content-Type")).startsWith("text/plain; version=0.0.4");
    String labels = "{model=\"twice\",%sversion=\"3\",via=\"http\"}";
    assertThat(metrics.bodyAsString().lines())
        .contains(
            "sensorium_worker_model_requests_total"
                + labels.formatted("outcome=\"success\",")
                + " 2.0",
            "sensorium_worker_model_requests_total"
                + labels.formatted("outcome=\"failure\",")
                + " 1.0",
            "sensorium_worker_model_run_seconds_count" + labels.formatted("") + " 2",
            "sensorium_worker_batch_rows_sum" + labels.formatted("") + " 4.0",
            "sensorium_worker_batch_rows_bucket{model=\"twice\",version=\"3\",via=\"http\",le=\"2.0\"}"
                + " 1",
            "sensorium_worker_model_sessions" + labels.formatted("") + " 1.0");
  }

  @Test
  void aPortThatIsTakenIsSaidSo() {
    ManagementConfig taken = ManagementConfig.onPort(worker.port());
    try (ManagementFixture second = new ManagementFixture(folder)) {
      assertThatThrownBy(() -> second.start(taken))
          .isInstanceOf(ManagementException.class)
          .hasMessageContaining("127.0.0.1:" + worker.port())
          .hasMessageContaining("management.port");
    }
  }

  private void infer(String shape, String data, int status) {
    assertThat(worker.infer("twice", "FP32", shape, data).statusCode()).isEqualTo(status);
  }

  private void assertStatuses(int v2Live, int v2Ready, int live, int ready) {
    assertThat(worker.get("/v2/health/live").statusCode()).isEqualTo(v2Live);
    assertThat(worker.get("/v2/health/ready").statusCode()).isEqualTo(v2Ready);
    assertThat(worker.get("/health/live").statusCode()).isEqualTo(live);
    assertThat(worker.get("/health/ready").statusCode()).isEqualTo(ready);
  }
}
