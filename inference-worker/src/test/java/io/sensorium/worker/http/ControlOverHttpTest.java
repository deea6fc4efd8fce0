package io.sensorium.worker.http;

import static io.sensorium.worker.http.ManagementFixture.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.worker.rollout.ModelControl;
import io.sensorium.worker.rollout.ModelStatus;
import io.sensorium.worker.rollout.ModelStatus.State;
import io.sensorium.worker.rollout.RolloutException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ControlOverHttpTest {
  private static final String TWO_ROWS =
      """
      {"inputs":[{"name":"x","datatype":"FP32","shape":[1,2],"data":[1,2]}]}\
      """;

  @TempDir Path folder;
  private ManagementFixture worker;

  /** A pipeline that runs model {@code piped}; remembers what is asked of it. */
  private static final class Pipeline implements ModelControl {
    private final List<String> asked = new ArrayList<>();
    private String serving = "1";
    private String refusal = "";

    @Override
    public List<ModelStatus> models() {
      String other = serving.equals("1") ? "2" : "1";
      return List.of(
          new ModelStatus("piped", serving, State.READY, "", "serving"),
          new ModelStatus("piped", other, State.UNAVAILABLE, refusal, ""),
          new ModelStatus("spare", "1", State.UNAVAILABLE, "", ""));
    }

    @Override
    public void load(String model, @Nullable String version) {
      asked.add("load " + model + " " + version);
      serving = version == null ? "2" : version;
    }

    @Override
    public void unload(String model) {
      throw new RolloutException("model " + model, "one to spare", "that it serves", "Keep it");
    }

    @Override
    public void rollBack(String model) {
      asked.add("back " + model);
    }

    @Override
    public void canary(String model, String version, double share) {
      asked.add("canary " + model + " " + version + " " + share);
    }

    @Override
    public void shadow(String model, @Nullable String version) {
      asked.add("shadow " + model + " " + version);
    }
  }

  private final Pipeline pipeline = new Pipeline();

  @BeforeEach
  void open() throws IOException {
    worker =
        new ManagementFixture(folder)
            .doubling("piped", 1)
            .doubling("piped", 2)
            .doubling("spare", 1)
            .doubling("spare", 2);
    worker.control = pipeline;
  }

  @AfterEach
  void close() {
    worker.close();
  }

  @Test
  void theIndexSaysHowEveryVersionStands() {
    worker.start(ManagementFixture.config());
    var unused = worker.post("/v2/models/spare/versions/1/infer", TWO_ROWS);

    HttpResponse<Buffer> all = worker.post("/v2/repository/index", "");
    HttpResponse<Buffer> ready = worker.post("/v2/repository/index", "{\"ready\":true}");

    assertThat(states(all))
        .containsExactly(
            "piped 1 READY serving",
            "piped 2 UNAVAILABLE ",
            "spare 1 READY http",
            "spare 2 UNAVAILABLE ");
    assertThat(states(ready)).containsExactly("piped 1 READY serving", "spare 1 READY http");
  }

  @Test
  void theIndexSaysWhyAVersionWasRefused() {
    worker.start(ManagementFixture.config());
    pipeline.refusal = "expected a whole ONNX file, found bytes that are none";

    HttpResponse<Buffer> all = worker.post("/v2/repository/index", "");

    assertThat(all.bodyAsString())
        .contains("expected a whole ONNX file")
        .contains("loaded on first use");
  }

  @Test
  void aModelOfThePipelineIsChangedThere() {
    worker.start(ManagementFixture.config());

    ok("load", "{\"parameters\":{\"version\":\"2\"}}");
    ok("load", "");
    ok("rollback", "");
    ok("canary", "{\"version\":\"2\",\"share\":0.25}");
    ok("shadow", "{\"version\":2}");
    ok("shadow", "{\"version\":null}");

    assertThat(pipeline.asked)
        .containsExactly(
            "load piped 2",
            "load piped null",
            "back piped",
            "canary piped 2 0.25",
            "shadow piped 2",
            "shadow piped null");
  }

  @Test
  void aRequestWithoutAVersionIsRunByTheOneThatServesThePipeline() {
    worker.start(ManagementFixture.config());

    assertThat(version("piped")).isEqualTo("1");
    ok("load", "{\"parameters\":{\"version\":\"2\"}}");
    assertThat(version("piped")).isEqualTo("2");
  }

  @Test
  void whatThePipelineRefusesIsAConflict() {
    worker.start(ManagementFixture.config());

    HttpResponse<Buffer> answer = worker.post("/v2/repository/models/piped/unload", "");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(error(answer)).contains("expected one to spare, found that it serves");
    assertThat(version("piped")).isEqualTo("1");
  }

  @Test
  void anotherModelIsLoadedAndUnloadedForRequests() {
    worker.start(ManagementFixture.config());
    assertThat(version("spare")).isEqualTo("2");

    assertThat(
            worker
                .post("/v2/repository/models/spare/load", "{\"parameters\":{\"version\":\"1\"}}")
                .statusCode())
        .isEqualTo(200);
    assertThat(version("spare")).isEqualTo("1");

    assertThat(worker.post("/v2/repository/models/spare/unload", "").statusCode()).isEqualTo(200);
    HttpResponse<Buffer> refused = worker.post("/v2/models/spare/infer", TWO_ROWS);
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(error(refused)).contains("unloaded by request").contains("/spare/load");
    assertThat(worker.get("/v2/models/spare/ready").statusCode()).isEqualTo(400);
    assertThat(states(worker.post("/v2/repository/index", "{\"ready\":true}")))
        .containsExactly("piped 1 READY serving");

    assertThat(worker.post("/v2/repository/models/spare/load", "").statusCode()).isEqualTo(200);
    assertThat(version("spare")).isEqualTo("2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "piped/canary  | {\"version\":\"2\",\"share\":1.5} | 400 | from 0 to 1",
        "piped/canary  | {\"share\":0.5}                   | 400 | from 0 to 1",
        "piped/canary  | {\"version\":\"2\",\"share\":\"a\"} | 400 | expected texts, numbers",
        "piped/shadow  | {}                                | 400 | null to end it",
        "piped/load    | {\"parameters\":{\"config\":\"{}\"}} | 400 | 'config'",
        "piped/load    | no JSON                           | 400 | expected a JSON object or"
            + " nothing",
        "nosuch/load   | {}                                | 404 | 'nosuch'",
        "..%2Fpiped/load | {}                              | 404 | '../piped'",
        "nosuch/canary | {\"version\":\"2\",\"share\":0.5} | 404 | 'nosuch'",
        "spare/load    | {\"parameters\":{\"version\":\"9\"}} | 404 | one of the versions [1, 2]",
      })
  void aChangeThatIsNoneIsRefused(String path, String body, int status, String says) {
    worker.start(ManagementFixture.config());

    HttpResponse<Buffer> answer = worker.post("/v2/repository/models/" + path, body);

    assertThat(answer.statusCode()).describedAs(answer.bodyAsString()).isEqualTo(status);
    assertThat(error(answer)).contains(says);
    assertThat(pipeline.asked).isEmpty();
  }

  @Test
  void changesAreForbiddenWhereTheConfigurationDoesNotAllowThem() {
    worker.start(ManagementFixture.small(false));

    HttpResponse<Buffer> answer = worker.post("/v2/repository/models/piped/load", "");

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(error(answer)).contains("management.models-control: true");
    assertThat(worker.post("/v2/repository/index", "").statusCode()).isEqualTo(200);
    assertThat(pipeline.asked).isEmpty();
  }

  @Test
  void aWebPageCannotChangeModels() {
    worker.start(ManagementFixture.config());

    HttpResponse<Buffer> answer =
        worker.send(
            worker
                .post("/v2/repository/models/piped/load")
                .putHeader("Origin", "http://elsewhere.example"),
            Buffer.buffer());

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(pipeline.asked).isEmpty();
  }

  @Test
  void nothingIsChangedWhileThePipelineIsBeingLoaded() {
    worker.control = null;
    worker.start(ManagementFixture.config());

    HttpResponse<Buffer> answer = worker.post("/v2/repository/models/piped/rollback", "");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(error(answer)).contains("still being loaded");
  }

  private void ok(String verb, String body) {
    HttpResponse<Buffer> answer = worker.post("/v2/repository/models/piped/" + verb, body);
    assertThat(answer.statusCode()).describedAs(answer.bodyAsString()).isEqualTo(200);
  }

  private String version(String model) {
    return worker
        .post("/v2/models/" + model + "/infer", TWO_ROWS)
        .bodyAsJsonObject()
        .getString("model_version");
  }

  private static List<String> states(HttpResponse<Buffer> answer) {
    JsonArray index = answer.bodyAsJsonArray();
    return IntStream.range(0, index.size())
        .mapToObj(index::getJsonObject)
        .map(ControlOverHttpTest::line)
        .toList();
  }

  private static String line(JsonObject entry) {
    return String.join(
        " ",
        entry.getString("name"),
        entry.getString("version"),
        entry.getString("state"),
        entry.getString("role"));
  }
}
