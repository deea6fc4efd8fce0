package io.sensorium.deploy.registry;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.HttpException;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Confluent's REST API over a {@link RegistryWriter}. Nothing here blocks. */
final class RegistryRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryRoutes.class);
  private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";

  private final RegistryWriter writer;
  private final Router router;

  private RegistryRoutes(Vertx vertx, RegistryWriter writer, long maxBodyBytes) {
    this.writer = writer;
    this.router = Router.router(vertx);
    router.route().handler(BodyHandler.create(false).setBodyLimit(maxBodyBytes));
    router.route().failureHandler(RegistryRoutes::fail);
    for (int status : new int[] {404, 405}) {
      router.errorHandler(status, RegistryRoutes::fail);
    }
  }

  /**
   * @param maxBodyBytes larger requests are refused with 413
   */
  static Router over(Vertx vertx, RegistryWriter writer, long maxBodyBytes) {
    RegistryRoutes routes = new RegistryRoutes(vertx, writer, maxBodyBytes);
    routes.read(HttpMethod.GET, "/", (store, ctx) -> new JsonObject());
    routes.subjects();
    routes.schemas();
    routes.compatibility();
    routes.settings();
    return routes.router;
  }

  private void subjects() {
    read(
        HttpMethod.GET,
        "/subjects",
        (store, ctx) -> {
          String prefix = ctx.request().getParam("subjectPrefix", "");
          return new JsonArray(
              store.subjects(flag(ctx, "deleted")).stream()
                  .filter(subject -> subject.startsWith(prefix))
                  .toList());
        });
    String subject = "/subjects/:subject";
    read(
        HttpMethod.POST,
        subject,
        (store, ctx) -> Answers.lookUp(store, subject(ctx), submitted(ctx), flag(ctx, "deleted")));
    write(
        HttpMethod.DELETE,
        subject,
        ctx -> {
          String name = subject(ctx);
          boolean permanent = flag(ctx, "permanent");
          return store -> Edits.deleteSubject(store, name, permanent);
        });
    String versions = subject + "/versions";
    read(
        HttpMethod.GET,
        versions,
        (store, ctx) -> Answers.versions(store, subject(ctx), flag(ctx, "deleted")));
    write(
        HttpMethod.POST,
        versions,
        ctx -> {
          String name = subject(ctx);
          SubmittedSchema submitted = submitted(ctx);
          return store -> Edits.register(store, name, submitted);
        });
    String version = versions + "/:version";
    read(HttpMethod.GET, version, (store, ctx) -> Answers.version(found(store, ctx)));
    read(HttpMethod.GET, version + "/schema", (store, ctx) -> new Raw(found(store, ctx).schema()));
    read(
        HttpMethod.GET,
        version + "/referencedby",
        (store, ctx) -> {
          found(store, ctx);
          return new JsonArray();
        });
    write(
        HttpMethod.DELETE,
        version,
        ctx -> {
          String name = subject(ctx);
          String number = ctx.pathParam("version");
          boolean permanent = flag(ctx, "permanent");
          return store -> Edits.deleteVersion(store, name, number, permanent);
        });
  }

  private void schemas() {
    read(HttpMethod.GET, "/schemas/types", (store, ctx) -> new JsonArray().add("AVRO"));
    String id = "/schemas/ids/:id";
    read(
        HttpMethod.GET,
        id,
        (store, ctx) -> {
          SchemaVersion found = Answers.byId(store, ctx.pathParam("id"));
          JsonObject answer = new JsonObject().put("schema", found.schema());
          return flag(ctx, "fetchMaxId") ? answer.put("maxId", store.highestId()) : answer;
        });
    read(
        HttpMethod.GET,
        id + "/schema",
        (store, ctx) -> new Raw(Answers.byId(store, ctx.pathParam("id")).schema()));
    read(
        HttpMethod.GET,
        id + "/subjects",
        (store, ctx) ->
            new JsonArray(
                Answers.withId(store, ctx.pathParam("id"), flag(ctx, "deleted")).stream()
                    .map(SchemaVersion::subject)
                    .distinct()
                    .toList()));
    read(
        HttpMethod.GET,
        id + "/versions",
        (store, ctx) ->
            new JsonArray(
                Answers.withId(store, ctx.pathParam("id"), flag(ctx, "deleted")).stream()
                    .map(
                        v ->
                            new JsonObject()
                                .put("subject", v.subject())
                                .put("version", v.version()))
                    .toList()));
  }

  private void compatibility() {
    String versions = "/compatibility/subjects/:subject/versions";
    read(
        HttpMethod.POST,
        versions,
        (store, ctx) ->
            Answers.compatible(store, subject(ctx), null, submitted(ctx), flag(ctx, "verbose")));
    read(
        HttpMethod.POST,
        versions + "/:version",
        (store, ctx) ->
            Answers.compatible(
                store,
                subject(ctx),
                ctx.pathParam("version"),
                submitted(ctx),
                flag(ctx, "verbose")));
  }

  private void settings() {
    read(HttpMethod.GET, "/config", (store, ctx) -> level(store.level()));
    read(
        HttpMethod.GET,
        "/config/:subject",
        (store, ctx) ->
            level(
                flag(ctx, "defaultToGlobal")
                    ? store.level(subject(ctx))
                    : store
                        .ownLevel(subject(ctx))
                        .orElseThrow(() -> Refused.noSubjectLevel(subject(ctx)))));
    write(
        HttpMethod.PUT,
        "/config",
        ctx -> {
          JsonObject body = body(ctx);
          return store -> Edits.setLevel(null, body);
        });
    write(HttpMethod.DELETE, "/config", ctx -> store -> Edits.resetLevel(store, null));
    write(
        HttpMethod.PUT,
        "/config/:subject",
        ctx -> {
          String name = subject(ctx);
          JsonObject body = body(ctx);
          return store -> Edits.setLevel(name, body);
        });
    write(
        HttpMethod.DELETE,
        "/config/:subject",
        ctx -> {
          String name = subject(ctx);
          return store -> Edits.resetLevel(store, name);
        });
    modes();
  }

  private void modes() {
    read(HttpMethod.GET, "/mode", (store, ctx) -> mode(store.mode()));
    read(
        HttpMethod.GET,
        "/mode/:subject",
        (store, ctx) ->
            mode(
                flag(ctx, "defaultToGlobal")
                    ? store.mode(subject(ctx))
                    : store
                        .ownMode(subject(ctx))
                        .orElseThrow(() -> Refused.noSubjectMode(subject(ctx)))));
    write(
        HttpMethod.PUT,
        "/mode",
        ctx -> {
          JsonObject body = body(ctx);
          return store -> Edits.setMode(null, body);
        });
    write(
        HttpMethod.PUT,
        "/mode/:subject",
        ctx -> {
          String name = subject(ctx);
          JsonObject body = body(ctx);
          return store -> Edits.setMode(name, body);
        });
    write(
        HttpMethod.DELETE,
        "/mode/:subject",
        ctx -> {
          String name = subject(ctx);
          return store -> Edits.resetMode(store, name);
        });
  }

  /** Text that is JSON already. */
  private record Raw(String json) {}

  private void read(
      HttpMethod method, String path, BiFunction<SchemaStore, RoutingContext, Object> answer) {
    router.route(method, path).handler(ctx -> send(ctx, 200, answer.apply(writer.store(), ctx)));
  }

  /** {@code request} takes all it needs from the request at once; its result runs later. */
  private void write(
      HttpMethod method,
      String path,
      Function<RoutingContext, Function<SchemaStore, Edit>> request) {
    router
        .route(method, path)
        .handler(
            ctx -> {
              Context loop = ctx.vertx().getOrCreateContext();
              writer
                  .write(request.apply(ctx))
                  .onComplete(
                      answer -> loop.runOnContext(v -> send(ctx, 200, answer)),
                      failure -> loop.runOnContext(v -> ctx.fail(failure)));
            });
  }

  private static String subject(RoutingContext ctx) {
    return ctx.pathParam("subject");
  }

  private static SchemaVersion found(SchemaStore store, RoutingContext ctx) {
    return Answers.find(store, subject(ctx), ctx.pathParam("version"), flag(ctx, "deleted"));
  }

  private static boolean flag(RoutingContext ctx, String name) {
    return Boolean.parseBoolean(ctx.request().getParam(name));
  }

  private static SubmittedSchema submitted(RoutingContext ctx) {
    return SubmittedSchema.of(body(ctx), flag(ctx, "normalize"));
  }

  private static JsonObject body(RoutingContext ctx) {
    try {
      JsonObject body = ctx.body().asJsonObject();
      if (body != null) {
        return body;
      }
    } catch (DecodeException | ClassCastException e) {
      throw Refused.badRequest("The body is not a JSON object: " + e.getMessage());
    }
    throw Refused.badRequest("Expected a JSON object as the body, found nothing");
  }

  private static JsonObject level(Compatibility level) {
    return new JsonObject().put("compatibilityLevel", level.name());
  }

  private static JsonObject mode(Mode mode) {
    return new JsonObject().put("mode", mode.name());
  }

  private static void fail(RoutingContext ctx) {
    Throwable failure = ctx.failure();
    if (failure instanceof Refused refused) {
      send(ctx, refused.status(), error(refused.code(), String.valueOf(refused.getMessage())));
    } else if (failure == null || failure instanceof HttpException) {
      int status = ctx.statusCode() < 400 ? 500 : ctx.statusCode();
      send(ctx, status, error(status, "HTTP " + status + " for " + ctx.request().path()));
    } else {
      LOG.error("{} {} failed", ctx.request().method(), ctx.request().path(), failure);
      send(ctx, 500, error(50001, "Error in the backend data store: " + failure));
    }
  }

  private static JsonObject error(int code, String message) {
    return new JsonObject().put("error_code", code).put("message", message);
  }

  private static void send(RoutingContext ctx, int status, Object answer) {
    if (ctx.response().ended()) {
      return;
    }
    Future<Void> sent =
        ctx.response()
            .setStatusCode(status)
            .putHeader(HttpHeaders.CONTENT_TYPE, CONTENT_TYPE)
            .end(answer instanceof Raw raw ? raw.json() : Json.encode(answer));
    sent.onFailure(e -> LOG.debug("The client left before its answer", e));
  }
}
