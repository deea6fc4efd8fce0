package io.sensorium.worker.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.sensorium.worker.repository.ModelRepository;
import io.sensorium.worker.serve.DirectInference;
import io.sensorium.worker.tally.ModelTallies;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.BindException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The management port: the Open Inference Protocol version 2 with its extensions for binary data,
 * the model repository and statistics; {@code /metrics}; {@code /health/live} and {@code
 * /health/ready}. One instance, on one event loop; stopping it lets requests finish first.
 */
public final class ManagementEndpoint extends VerticleBase {
  private static final int IDLE_SECONDS = 60;
  private static final long DRAIN_SECONDS = 10;
  private static final int CODING_THREADS = 2;
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final JsonArray EXTENSIONS =
      new JsonArray().add("binary_tensor_data").add("model_repository").add("statistics");

  private final ManagementConfig config;
  private final String version;
  private final ModelRepository repository;
  private final DirectInference direct;
  private final ModelTallies tallies;
  private final WorkerState state;
  private final Supplier<String> metrics;
  private volatile @Nullable HttpServer server;

  /**
   * @param version of the worker
   * @param direct is left open when the endpoint stops
   * @param metrics all figures as they are now, in the text format of Prometheus
   */
  public ManagementEndpoint(
      ManagementConfig config,
      String version,
      ModelRepository repository,
      DirectInference direct,
      ModelTallies tallies,
      WorkerState state,
      Supplier<String> metrics) {
    this.config = config;
    this.version = version;
    this.repository = repository;
    this.direct = direct;
    this.tallies = tallies;
    this.state = state;
    this.metrics = metrics;
  }

  @Override
  public Future<?> start() {
    HttpServer created =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setHost(config.host())
                    .setPort(config.port() == null ? 0 : config.port())
                    .setDecompressionSupported(true)
                    .setIdleTimeout(IDLE_SECONDS))
            .requestHandler(routes());
    server = created;
    return created.listen().recover(e -> Future.failedFuture(notListening(e)));
  }

  @Override
  public Future<?> stop() {
    HttpServer started = server;
    return started == null
        ? Future.succeededFuture()
        : started.shutdown(DRAIN_SECONDS, TimeUnit.SECONDS);
  }

  /** The port that it listens on, once started. */
  public int port() {
    HttpServer started = server;
    if (started == null) {
      throw new IllegalStateException("not started");
    }
    return started.actualPort();
  }

  private Router routes() {
    WorkerExecutor coding = vertx.createSharedWorkerExecutor("management", CODING_THREADS);
    WorkerExecutor changes =
        vertx.createSharedWorkerExecutor("model-changes", 1, 10, TimeUnit.MINUTES);
    ModelCatalogue catalogue = new ModelCatalogue(repository, state::control);
    JsonFactory json =
        JsonFactory.builder().enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER).build();
    Router router = Router.router(vertx);
    health(router);
    router.get("/metrics").handler(context -> metrics(context, coding));
    router.get("/v2").handler(this::metadata);
    models(
        router,
        new ModelRoutes(catalogue, direct, tallies, coding),
        new InferRoute(config, catalogue, direct, coding, json, System::nanoTime));
    ModelVerbs verbs = new ModelVerbs(catalogue, direct, state::control);
    repository(router, new RepositoryRoutes(config.modelsControl(), verbs, changes), coding);
    router.errorHandler(Refusal.NOT_FOUND, context -> unknown(context, Refusal.NOT_FOUND));
    router.errorHandler(Refusal.NOT_ALLOWED, context -> unknown(context, Refusal.NOT_ALLOWED));
    router.errorHandler(Refusal.BAD_REQUEST, ManagementEndpoint::failed);
    router.errorHandler(Refusal.FAILED, ManagementEndpoint::failed);
    return router;
  }

  private void health(Router router) {
    HealthRoutes health = new HealthRoutes(state);
    router.get("/health/live").handler(context -> health.live(context, Refusal.UNAVAILABLE));
    router.get("/health/ready").handler(context -> health.ready(context, Refusal.UNAVAILABLE));
    router.get("/v2/health/live").handler(context -> health.live(context, Refusal.BAD_REQUEST));
    router.get("/v2/health/ready").handler(context -> health.ready(context, Refusal.BAD_REQUEST));
  }

  private static void models(Router router, ModelRoutes models, InferRoute infer) {
    router.get("/v2/models/stats").handler(models::statistics);
    for (String model : new String[] {"/v2/models/:model", "/v2/models/:model/versions/:version"}) {
      router.get(model).handler(models::metadata);
      router.get(model + "/ready").handler(models::ready);
      router.get(model + "/stats").handler(models::statistics);
      router.post(model + "/infer").handler(infer::handle);
    }
  }

  private static void repository(
      Router router, RepositoryRoutes repository, WorkerExecutor coding) {
    String model = "/v2/repository/models/:model";
    router.post("/v2/repository/index").handler(context -> repository.index(context, coding));
    router.post(model + "/load").handler(repository::load);
    router.post(model + "/unload").handler(repository::unload);
    router.post(model + "/rollback").handler(repository::rollBack);
    router.post(model + "/canary").handler(repository::canary);
    router.post(model + "/shadow").handler(repository::shadow);
  }

  private void metadata(RoutingContext context) {
    JsonObject body =
        new JsonObject()
            .put("name", "sensorium-worker")
            .put("version", version)
            .put("extensions", EXTENSIONS);
    Answers.json(context, 200, body.toBuffer());
  }

  private void metrics(RoutingContext context, WorkerExecutor coding) {
    coding
        .executeBlocking(metrics::get, false)
        .onSuccess(text -> Answers.text(context, 200, PROMETHEUS, text))
        .onFailure(failure -> Answers.refuse(context, failure));
  }

  private static void unknown(RoutingContext context, int status) {
    Answers.refuse(
        context,
        Refusal.of(
            status,
            "a path of the Open Inference Protocol under /v2, /metrics, /health/live or"
                + " /health/ready",
            context.request().method() + " " + context.request().path(),
            "Correct method and path"));
  }

  private static void failed(RoutingContext context) {
    Throwable failure = context.failure();
    if (failure == null) {
      Answers.refuse(
          context, Refusal.of(context.statusCode(), "a request", "none that is", "Correct it"));
    } else {
      Answers.refuse(context, failure);
    }
  }

  private Throwable notListening(Throwable failure) {
    if (failure instanceof BindException) {
      return new ManagementException(
          "expected to listen on %s:%d, found that it cannot be had (%s); stop what uses the port, or choose another in management.port (0 takes any)"
              .formatted(config.host(), config.port(), failure.getMessage()),
          failure);
    }
    return failure;
  }
}
