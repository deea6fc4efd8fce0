package io.sensorium.worker.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;

/** Receives a body of bounded size, copying it once. On the event loop. */
final class RequestBody {
  private final HttpServerRequest request;
  private final int limit;
  private final Promise<byte[]> whole = Promise.promise();
  private byte[] bytes;
  private int size;

  private RequestBody(HttpServerRequest request, int declared, int limit) {
    this.request = request;
    this.limit = limit;
    this.bytes = new byte[Math.max(0, declared)];
  }

  /**
   * What Content-Length says, or -1 where there is none.
   *
   * @throws RefusedException if it is no number or above the limit
   */
  static int declaredLength(HttpServerRequest request, int limit) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      long declared = length == null ? -1 : Long.parseLong(length.strip());
      if (declared > limit) {
        throw tooLarge(limit, declared + " bytes");
      }
      return (int) declared;
    } catch (NumberFormatException e) {
      throw Refusal.badRequest("Content-Length as a number", "'" + length + "'", "Correct it");
    }
  }

  /**
   * Collects the body; fails with a {@link RefusedException} as soon as it is beyond the limit, and
   * with what the connection says if the sender goes away.
   */
  static Future<byte[]> receive(HttpServerRequest request, int declared, int limit) {
    RequestBody body = new RequestBody(request, declared, limit);
    request.exceptionHandler(body.whole::tryFail);
    request.endHandler(end -> body.whole.tryComplete(body.exact()));
    request.handler(body::add);
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      var unused = request.response().writeContinue();
    }
    return body.whole.future();
  }

  private byte[] exact() {
    return bytes.length == size ? bytes : Arrays.copyOf(bytes, size);
  }

  private void add(Buffer part) {
    if (part.length() > limit - size) {
      // What still comes is thrown away until the connection is closed.
      request.handler(rest -> {});
      whole.tryFail(tooLarge(limit, "more"));
      return;
    }
    if (bytes.length - size < part.length()) {
      bytes =
          Arrays.copyOf(bytes, (int) Math.min(limit, Math.max(size + part.length(), 2L * size)));
    }
    part.getBytes(0, part.length(), bytes, size);
    size += part.length();
  }

  private static RefusedException tooLarge(int limit, String found) {
    return Refusal.of(
            Refusal.TOO_LARGE,
            "a body of at most " + limit + " bytes",
            found,
            "Send less at once, or raise management.body-limit")
        .asException();
  }
}
