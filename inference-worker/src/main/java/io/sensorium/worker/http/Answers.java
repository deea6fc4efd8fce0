package io.sensorium.worker.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes answers. On the event loop. */
final class Answers {
  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
  private static final String RETRY_AFTER_SECONDS = "1";

  /** How long a sender whose body is not wanted may take to read why, before it is cut off. */
  private static final long LINGER_MS = 2_000;

  private Answers() {}

  static void json(RoutingContext context, int status, Buffer body) {
    send(context, status, "application/json", body);
  }

  static void text(RoutingContext context, int status, String type, String body) {
    send(context, status, type, Buffer.buffer(body));
  }

  static void send(RoutingContext context, int status, String type, Buffer body) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, type);
    var unused = response.end(body);
  }

  static void refuse(RoutingContext context, Throwable failure) {
    Refusal refusal = Refusal.of(failure);
    if (context.response().closed()) {
      LOG.debug("{} went away: {}", context.request().path(), failure.getMessage());
      return;
    }
    if (refusal.status() == Refusal.FAILED) {
      LOG.error("{} {} failed", context.request().method(), context.request().path(), failure);
    }
    refuse(context, refusal);
  }

  static void refuse(RoutingContext context, Refusal refusal) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return;
    }
    if (refusal.passes()) {
      response.putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    if (!context.request().isEnded()) {
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      context.vertx().setTimer(LINGER_MS, id -> context.request().connection().close());
    }
    json(context, refusal.status(), new JsonObject().put("error", refusal.error()).toBuffer());
  }
}
