package io.sensorium.ingest.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** Receives a body of bounded size. On the event loop. */
final class RequestBody {
  private RequestBody() {}

  /** What Content-Length says, or -1 where there is none. */
  static long declaredLength(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? -1 : Long.parseLong(length.strip());
    } catch (NumberFormatException e) {
      throw Refusal.badRequest("Content-Length as a number", "'" + length + "'", "correct it")
          .asException();
    }
  }

  /**
   * Collects the body; fails with a {@link RefusedException} as soon as it is beyond the limit, and
   * with what the connection says if the sender goes away.
   */
  static Future<Buffer> receive(HttpServerRequest request, String what, long limit) {
    Promise<Buffer> whole = Promise.promise();
    Buffer body = Buffer.buffer((int) Math.max(0, Math.min(declaredLength(request), limit)));
    request.exceptionHandler(whole::tryFail);
    request.endHandler(end -> whole.tryComplete(body));
    request.handler(
        part -> {
          if (body.length() + part.length() <= limit) {
            body.appendBuffer(part);
          } else if (whole.tryFail(
              Refusal.tooLarge(what, limit, "more than " + limit + " bytes").asException())) {
            // What still comes is thrown away until the connection is closed.
            request.handler(rest -> {});
          }
        });
    @Nullable String expect = request.getHeader(HttpHeaders.EXPECT);
    if ("100-continue".equalsIgnoreCase(expect)) {
      var unused = request.response().writeContinue();
    }
    return whole.future();
  }
}
