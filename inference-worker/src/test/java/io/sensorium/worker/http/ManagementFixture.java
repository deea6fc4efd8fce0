package io.sensorium.worker.http;

import io.sensorium.config.ByteSize;
import io.sensorium.worker.fixture.TinyModel;
import io.sensorium.worker.metrics.WorkerMetrics;
import io.sensorium.worker.onnx.OnnxRuntime;
import io.sensorium.worker.onnx.OnnxSettings;
import io.sensorium.worker.onnx.Provider;
import io.sensorium.worker.repository.ModelRepository;
import io.sensorium.worker.rollout.ModelControl;
import io.sensorium.worker.tally.ModelTallies;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A management port over real HTTP, and a client of it. */
final class ManagementFixture implements AutoCloseable {
  static final String JSON_LENGTH = "Inference-Header-Content-Length";

  final Path root;
  final Vertx vertx = Vertx.vertx();
  final WebClient client = WebClient.create(vertx);
  final WorkerMetrics metrics = new WorkerMetrics();
  final ModelTallies tallies = new ModelTallies(() -> 1_700_000_000_000L, metrics::watch);
  volatile boolean live = true;
  volatile String waitsFor = "";
  volatile @Nullable ModelControl control;
  private @Nullable Management management;

  ManagementFixture(Path root) {
    this.root = root;
  }

  static ManagementConfig config() {
    return ManagementConfig.onPort(0);
  }

  /** With limits that tests can reach. */
  static ManagementConfig small(boolean modelsControl) {
    return new ManagementConfig(
        0,
        "127.0.0.1",
        modelsControl,
        new ByteSize(20_000),
        new ByteSize(30_000),
        1,
        4,
        2,
        Duration.ofMinutes(1));
  }

  /** A model that gives twice what it takes, rows of two. */
  ManagementFixture doubling(String model, int version) throws IOException {
    new TinyModel()
        .input("x", TinyModel.FLOAT, -1, 2)
        .node("Add", List.of("x", "x"), "y")
        .output("y", TinyModel.FLOAT, -1, 2)
        .write(file(model, version));
    return this;
  }

  /** A model that gives what it takes, of a type by its number in ONNX. */
  ManagementFixture echo(String model, int type, long... dims) throws IOException {
    new TinyModel()
        .input("x", type, dims)
        .node("Identity", List.of("x"), "y")
        .output("y", type, dims)
        .write(file(model, 1));
    return this;
  }

  Path file(String model, int version) {
    return root.resolve(model).resolve("" + version).resolve("model.onnx");
  }

  ManagementFixture start(ManagementConfig config) {
    management =
        Management.start(
            config,
            "1.2.3",
            ModelRepository.open(root),
            OnnxRuntime.open(OnnxSettings.DEFAULT.on(Provider.CPU)),
            tallies,
            new WorkerState() {
              @Override
              public boolean live() {
                return live;
              }

              @Override
              public String waitsFor() {
                return waitsFor;
              }

              @Override
              public @Nullable ModelControl control() {
                return control;
              }
            },
            metrics);
    return this;
  }

  int port() {
    return management.port();
  }

  HttpResponse<Buffer> get(String path) {
    return join(client.get(port(), "127.0.0.1", path).send());
  }

  HttpRequest<Buffer> post(String path) {
    return client.post(port(), "127.0.0.1", path);
  }

  HttpResponse<Buffer> post(String path, String body) {
    return send(post(path), Buffer.buffer(body));
  }

  HttpResponse<Buffer> send(HttpRequest<Buffer> request, Buffer body) {
    return join(request.sendBuffer(body));
  }

  /** Sends JSON with binary values behind it. */
  HttpResponse<Buffer> binary(String model, String json, byte[] values) {
    Buffer head = Buffer.buffer(json);
    return send(
        post("/v2/models/" + model + "/infer").putHeader(JSON_LENGTH, "" + head.length()),
        head.copy().appendBytes(values));
  }

  HttpResponse<Buffer> infer(String model, String datatype, String shape, String data) {
    return post(
        "/v2/models/" + model + "/infer",
        """
        {"inputs":[{"name":"x","datatype":"%s","shape":%s,"data":%s}]}\
        """
            .formatted(datatype, shape, data));
  }

  static JsonArray data(HttpResponse<Buffer> answer) {
    return output(answer).getJsonArray("data");
  }

  static JsonObject output(HttpResponse<Buffer> answer) {
    return answer.bodyAsJsonObject().getJsonArray("outputs").getJsonObject(0);
  }

  static String error(HttpResponse<Buffer> answer) {
    return answer.bodyAsJsonObject().getString("error");
  }

  private static <T> T join(io.vertx.core.Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  @Override
  public void close() {
    if (management != null) {
      management.close();
    }
    join(vertx.close());
  }
}
