package io.sensorium.worker.http;

import io.sensorium.worker.serve.DirectInference;
import io.sensorium.worker.serve.ModelUse;
import io.sensorium.worker.serve.ServedVersion;
import io.sensorium.worker.tally.ModelTallies;
import io.sensorium.worker.tensor.TensorDescription;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** What there is to know of a model. On the event loop; what may block goes elsewhere. */
final class ModelRoutes {
  private static final String PLATFORM = "onnxruntime_onnx";

  private final ModelCatalogue catalogue;
  private final DirectInference direct;
  private final ModelTallies tallies;
  private final WorkerExecutor blocking;

  ModelRoutes(
      ModelCatalogue catalogue,
      DirectInference direct,
      ModelTallies tallies,
      WorkerExecutor blocking) {
    this.catalogue = catalogue;
    this.direct = direct;
    this.tallies = tallies;
    this.blocking = blocking;
  }

  private record Standing(ServedVersion version, boolean ready) {}

  private record Known(ServedVersion version, List<String> versions) {}

  /** Loads the model where it is not, since its file alone says what it takes and gives. */
  void metadata(RoutingContext context) {
    ModelPath path = ModelPath.of(context);
    blocking
        .executeBlocking(
            () ->
                new Known(
                    catalogue.find(path.model(), path.version()), catalogue.versions(path.model())),
            false)
        .compose(
            known ->
                Future.fromCompletionStage(
                        direct.use(known.version()), context.vertx().getOrCreateContext())
                    .map(
                        use -> {
                          try (use) {
                            return metadata(known, use);
                          }
                        }))
        .onSuccess(body -> Answers.json(context, 200, body.toBuffer()))
        .onFailure(failure -> Answers.refuse(context, failure));
  }

  /**
   * Whether a request would be served: the version is there, and not unloaded. One that is not
   * loaded yet is loaded by this, so that the answer is true.
   */
  void ready(RoutingContext context) {
    ModelPath path = ModelPath.of(context);
    blocking
        .executeBlocking(
            () -> {
              ServedVersion version = catalogue.find(path.model(), path.version());
              return new Standing(version, catalogue.readyInPipeline(version));
            },
            false)
        .compose(
            standing ->
                standing.ready()
                    ? Future.succeededFuture()
                    : Future.fromCompletionStage(
                        direct.use(standing.version()).thenAccept(ModelUse::close),
                        context.vertx().getOrCreateContext()))
        .onSuccess(ready -> Answers.json(context, 200, Buffer.buffer()))
        .onFailure(failure -> Answers.refuse(context, HealthRoutes.notReady(failure)));
  }

  void statistics(RoutingContext context) {
    String model = context.pathParam("model");
    String version = context.pathParam("version");
    blocking
        .executeBlocking(
            () -> {
              if (model != null) {
                List<String> versions = catalogue.versions(model);
                if (version != null && !versions.contains(version)) {
                  catalogue.find(model, version);
                }
              }
              return Statistics.json(tallies.all(), model, version);
            },
            false)
        .onSuccess(body -> Answers.json(context, 200, body.toBuffer()))
        .onFailure(failure -> Answers.refuse(context, failure));
  }

  private static JsonObject metadata(Known known, ModelUse use) {
    return new JsonObject()
        .put("name", known.version().model())
        .put("versions", new JsonArray(known.versions()))
        .put("platform", PLATFORM)
        .put("inputs", tensors(use.signature().inputs()))
        .put("outputs", tensors(use.signature().outputs()));
  }

  private static JsonArray tensors(List<TensorDescription> tensors) {
    JsonArray array = new JsonArray();
    for (TensorDescription tensor : tensors) {
      array.add(
          new JsonObject()
              .put("name", tensor.name())
              .put("datatype", Datatype.name(tensor.type()))
              .put("shape", new JsonArray(tensor.dims())));
    }
    return array;
  }
}
