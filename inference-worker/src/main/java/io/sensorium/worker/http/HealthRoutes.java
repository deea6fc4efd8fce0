package io.sensorium.worker.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/**
 * How the worker is: under the paths of all services, where no is 503, and under those of the
 * protocol, where no is 400. On the event loop.
 */
final class HealthRoutes {
  private final WorkerState state;

  HealthRoutes(WorkerState state) {
    this.state = state;
  }

  /**
   * @param no the status that says no
   */
  void live(RoutingContext context, int no) {
    answer(context, state.live() ? "" : "the worker to have ended", no);
  }

  /**
   * @param no the status that says no
   */
  void ready(RoutingContext context, int no) {
    answer(context, state.live() ? state.waitsFor() : "the worker to have ended", no);
  }

  /** A model that is not ready, as the protocol says it: with a status of 400 to 499. */
  static Throwable notReady(Throwable failure) {
    Refusal refusal = Refusal.of(failure);
    return refusal.status() < Refusal.FAILED
        ? failure
        : new Refusal(Refusal.BAD_REQUEST, refusal.error()).asException();
  }

  private static void answer(RoutingContext context, String trouble, int no) {
    if (trouble.isEmpty()) {
      // The protocol wants nothing in it.
      Answers.json(context, 200, Buffer.buffer());
    } else {
      Answers.json(
          context,
          no,
          new JsonObject()
              .put("error", "expected a worker that takes moments, found " + trouble + ".")
              .toBuffer());
    }
  }
}
