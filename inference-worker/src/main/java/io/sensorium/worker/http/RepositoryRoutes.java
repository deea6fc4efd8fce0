package io.sensorium.worker.http;

import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Requests that list models and change them. On the event loop; the work is done elsewhere. */
final class RepositoryRoutes {
  private static final int BODY_LIMIT = 64 << 10;

  private final boolean allowed;
  private final ModelVerbs verbs;
  private final WorkerExecutor changes;

  /**
   * @param allowed whether models may be changed
   * @param changes one thread
   */
  RepositoryRoutes(boolean allowed, ModelVerbs verbs, WorkerExecutor changes) {
    this.allowed = allowed;
    this.verbs = verbs;
    this.changes = changes;
  }

  /** Not held up by a change under way. */
  void index(RoutingContext context, WorkerExecutor blocking) {
    String query = context.request().getParam("ready");
    answer(
        context,
        blocking,
        (model, body) -> {
          Object ready = body.getValue("ready");
          return verbs
              .index(ready == null ? Boolean.parseBoolean(query) : (Boolean) ready)
              .toBuffer();
        });
  }

  void load(RoutingContext context) {
    change(
        context,
        (model, body) -> {
          JsonObject given = body.getJsonObject("parameters");
          JsonObject parameters = given == null ? new JsonObject() : given;
          for (String key : parameters.fieldNames()) {
            if (!key.equals("version")) {
              throw Refusal.badRequest(
                  "no parameter but version", "'" + key + "'", "Put files into the repository");
            }
          }
          String version = text(parameters, "version");
          verbs.load(model, version);
          return done(model, version);
        });
  }

  void unload(RoutingContext context) {
    change(
        context,
        (model, body) -> {
          verbs.unload(model);
          return done(model, null);
        });
  }

  void rollBack(RoutingContext context) {
    change(
        context,
        (model, body) -> {
          verbs.rollBack(model);
          return done(model, null);
        });
  }

  void canary(RoutingContext context) {
    change(
        context,
        (model, body) -> {
          String version = text(body, "version");
          Double share = body.getDouble("share");
          if (version == null || share == null || !(share >= 0 && share <= 1)) {
            throw Refusal.badRequest(
                "{\"version\": a version, \"share\": from 0 to 1}",
                body.encode(),
                "Name both, like {\"version\":\"2\",\"share\":0.1}");
          }
          verbs.canary(model, version, share);
          return done(model, version);
        });
  }

  void shadow(RoutingContext context) {
    change(
        context,
        (model, body) -> {
          if (!body.containsKey("version")) {
            throw Refusal.badRequest(
                "{\"version\": a version}", body.encode(), "Name one, or null to end it");
          }
          String version = text(body, "version");
          verbs.shadow(model, version);
          return done(model, version);
        });
  }

  private void change(RoutingContext context, BiFunction<String, JsonObject, Buffer> verb) {
    HttpServerRequest request = context.request();
    if (!allowed) {
      throw Refusal.of(
              Refusal.FORBIDDEN,
              "management.models-control: true",
              "false",
              "Set it where only those can reach the port who may change models")
          .asException();
    }
    if (request.getHeader(HttpHeaders.ORIGIN) != null) {
      // Any page that a browser on this machine shows could send such a request.
      throw Refusal.of(
              Refusal.FORBIDDEN,
              "a request that no web page sends",
              "a header Origin",
              "Use a client that is no browser")
          .asException();
    }
    answer(context, changes, verb);
  }

  private static void answer(
      RoutingContext context,
      WorkerExecutor executor,
      BiFunction<String, JsonObject, Buffer> verb) {
    String model = String.valueOf(context.pathParam("model"));
    int declared = RequestBody.declaredLength(context.request(), BODY_LIMIT);
    RequestBody.receive(context.request(), declared, BODY_LIMIT)
        .compose(body -> executor.executeBlocking(() -> apply(verb, model, json(body)), true))
        .onSuccess(body -> Answers.json(context, 200, body))
        .onFailure(failure -> Answers.refuse(context, failure));
  }

  private static Buffer apply(
      BiFunction<String, JsonObject, Buffer> verb, String model, JsonObject body) {
    try {
      return verb.apply(model, body);
    } catch (ClassCastException e) {
      throw Refusal.badRequest(
          "texts, numbers and truth values where they belong", body.encode(), "Correct the body");
    }
  }

  private static JsonObject json(byte[] body) {
    try {
      String text = new String(body, StandardCharsets.UTF_8).strip();
      return text.isEmpty() ? new JsonObject() : new JsonObject(text);
    } catch (DecodeException e) {
      throw Refusal.badRequest("a JSON object or nothing", "something else", "Correct the body");
    }
  }

  /** A version may be written as a number too. */
  private static @Nullable String text(JsonObject body, String key) {
    Object value = body.getValue(key);
    return value == null ? null : value.toString();
  }

  private static Buffer done(String model, @Nullable String version) {
    JsonObject body = new JsonObject().put("name", model);
    return (version == null ? body : body.put("version", version)).toBuffer();
  }
}
