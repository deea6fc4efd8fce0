package io.sensorium.worker.http;

import com.fasterxml.jackson.core.JsonFactory;
import io.sensorium.worker.serve.DirectInference;
import io.sensorium.worker.serve.ModelUse;
import io.sensorium.worker.serve.ServedVersion;
import io.sensorium.worker.tally.ModelTally;
import io.sensorium.worker.tensor.TensorDescription;
import io.sensorium.worker.tensor.TypedTensor;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs models for requests. The event loop only receives and sends; JSON is read and written on
 * threads for work that blocks, models run on threads of their own.
 */
final class InferRoute {
  private static final String JSON_LENGTH = "Inference-Header-Content-Length";

  private final ManagementConfig config;
  private final ModelCatalogue catalogue;
  private final DirectInference direct;
  private final WorkerExecutor blocking;
  private final JsonFactory factory;
  private final RequestTensors tensors;
  private final LongSupplier nanoTime;
  private final ByteBudget buffered;

  InferRoute(
      ManagementConfig config,
      ModelCatalogue catalogue,
      DirectInference direct,
      WorkerExecutor blocking,
      JsonFactory factory,
      LongSupplier nanoTime) {
    this.config = config;
    this.catalogue = catalogue;
    this.direct = direct;
    this.blocking = blocking;
    this.factory = factory;
    this.tensors = new RequestTensors(factory);
    this.nanoTime = nanoTime;
    this.buffered = new ByteBudget(config.maxBuffered().bytes());
  }

  /** What is read of a request before its model is known to be loaded. */
  private static final class Asked {
    private final ServedVersion version;
    private final byte[] body;
    private final int jsonLength;
    private final InferRequest request;

    Asked(ServedVersion version, byte[] body, int jsonLength, InferRequest request) {
      this.version = version;
      this.body = body;
      this.jsonLength = jsonLength;
      this.request = request;
    }
  }

  void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    long begun = nanoTime.getAsLong();
    int limit = config.bodyLimit().intBytes();
    int declared = RequestBody.declaredLength(request, limit);
    long reserved = declared < 0 ? limit : declared;
    if (!buffered.tryTake(reserved)) {
      throw Refusal.of(
              Refusal.TOO_MANY,
              "room for the request",
              buffered.taken() + " bytes of others on their way",
              "Send it again a little later")
          .asException();
    }
    ModelPath path = ModelPath.of(context);
    RequestBody.receive(request, declared, limit)
        .compose(body -> onThread(() -> ask(path, request.getHeader(JSON_LENGTH), body)))
        .compose(asked -> infer(context, asked, begun))
        .onComplete(done -> buffered.give(reserved))
        .onSuccess(answer -> send(context, answer))
        .onFailure(failure -> Answers.refuse(context, failure));
  }

  private Asked ask(ModelPath path, @Nullable String header, byte[] body) {
    int length = jsonLength(header, body.length);
    ServedVersion version = catalogue.find(path.model(), path.version());
    return new Asked(version, body, length, InferRequestReader.read(factory, body, length));
  }

  private Future<InferAnswer> infer(RoutingContext context, Asked asked, long begun) {
    return Future.fromCompletionStage(
            direct.use(asked.version), context.vertx().getOrCreateContext())
        .compose(
            use ->
                run(context, asked, use)
                    .onSuccess(done -> use.tally().success().add(1, since(begun)))
                    .onFailure(failed -> use.tally().failure().add(1, since(begun)))
                    .eventually(
                        () -> {
                          use.close();
                          return Future.succeededFuture();
                        }));
  }

  private Future<InferAnswer> run(RoutingContext context, Asked asked, ModelUse use) {
    InferRequest request = asked.request;
    List<String> outputs =
        request.outputs().isEmpty()
            ? use.signature().outputs().stream().map(TensorDescription::name).toList()
            : request.outputs().stream().map(InferRequest.Output::name).distinct().toList();
    ModelTally tally = use.tally();
    return onThread(
            () -> {
              long start = nanoTime.getAsLong();
              Map<String, TypedTensor> inputs = tensors.read(asked.body, asked.jsonLength, request);
              tally.input().add(1, since(start));
              return inputs;
            })
        .compose(inputs -> run(context, use, inputs, outputs))
        .compose(
            values ->
                onThread(
                    () -> {
                      long start = nanoTime.getAsLong();
                      InferAnswer answer =
                          InferAnswer.write(factory, use.version(), request, outputs, values);
                      tally.output().add(1, since(start));
                      return answer;
                    }));
  }

  /** A request whose sender has gone is not run. */
  private static Future<Map<String, TypedTensor>> run(
      RoutingContext context, ModelUse use, Map<String, TypedTensor> inputs, List<String> outputs) {
    CompletableFuture<Map<String, TypedTensor>> result = use.run(inputs, Set.copyOf(outputs));
    HttpServerResponse response = context.response();
    response.closeHandler(gone -> result.cancel(false));
    if (response.closed()) {
      result.cancel(false);
    }
    return Future.fromCompletionStage(result, context.vertx().getOrCreateContext());
  }

  private static void send(RoutingContext context, InferAnswer answer) {
    if (answer.binary()) {
      context.response().putHeader(JSON_LENGTH, "" + answer.jsonLength());
      Answers.send(context, 200, "application/octet-stream", answer.body());
    } else {
      Answers.json(context, 200, answer.body());
    }
  }

  private <T> Future<T> onThread(Callable<T> work) {
    return blocking.executeBlocking(work, false);
  }

  private long since(long nanos) {
    return nanoTime.getAsLong() - nanos;
  }

  private static int jsonLength(@Nullable String header, int body) {
    if (header == null) {
      return body;
    }
    try {
      int length = Integer.parseInt(header.strip());
      if (length >= 0 && length <= body) {
        return length;
      }
    } catch (NumberFormatException e) {
      // As wrong as one that is out of range.
    }
    throw Refusal.badRequest(
        JSON_LENGTH + " of 0 to " + body + ", the body's length",
        "'" + header + "'",
        "Give the length of the JSON in bytes");
  }
}
