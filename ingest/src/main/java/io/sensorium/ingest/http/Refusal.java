package io.sensorium.ingest.http;

import io.sensorium.ingest.payload.PayloadException;
import io.sensorium.ingest.publish.PublishException;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeoutException;

/**
 * Why a request was turned down, as its sender reads it.
 *
 * @param status of the answer
 * @param expected what would have been taken
 * @param found what came
 * @param fix what the sender can do
 */
record Refusal(int status, String expected, String found, String fix) {
  static final int BAD_REQUEST = 400;
  static final int NOT_FOUND = 404;
  static final int NOT_ALLOWED = 405;
  static final int TOO_LARGE = 413;
  static final int UNSUPPORTED = 415;
  static final int FAILED = 500;
  static final int UNAVAILABLE = 503;

  static Refusal badRequest(String expected, String found, String fix) {
    return new Refusal(BAD_REQUEST, expected, found, fix);
  }

  static Refusal tooLarge(String what, long limit, String found) {
    return new Refusal(
        TOO_LARGE,
        what + " of at most " + limit + " bytes",
        found,
        "make it smaller, or raise the limit in the configuration");
  }

  static Refusal saturated(String found) {
    return new Refusal(
        UNAVAILABLE,
        "room for the event",
        found,
        "send it again after Retry-After, with the same Event-Id");
  }

  /** The refusal that a failure stands for. */
  static Refusal of(Throwable failure) {
    if (failure instanceof RefusedException refused) {
      return refused.refusal();
    }
    if (failure instanceof PayloadException e) {
      int status = e.isTooLarge() ? TOO_LARGE : BAD_REQUEST;
      return new Refusal(status, e.expected(), e.found(), e.fix());
    }
    if (failure instanceof PublishException e && e.isTooLarge()) {
      return new Refusal(
          TOO_LARGE, "an event that its topic takes", e.getMessage() + "", "make it smaller");
    }
    if (failure instanceof PublishException || failure instanceof TimeoutException) {
      return new Refusal(
          UNAVAILABLE,
          "an acknowledgement by Kafka",
          failure.getMessage() + "",
          "send it again after Retry-After, with the same Event-Id");
    }
    return new Refusal(
        FAILED, "the event to be taken", "a fault of this service", "see the service's log");
  }

  RefusedException asException() {
    return new RefusedException(this);
  }

  JsonObject toJson() {
    return new JsonObject().put("expected", expected).put("found", found).put("fix", fix);
  }
}
