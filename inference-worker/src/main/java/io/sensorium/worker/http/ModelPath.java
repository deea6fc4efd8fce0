package io.sensorium.worker.http;

import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * The model that a request's path names.
 *
 * @param model its name
 * @param version its version; null where the path names none
 */
record ModelPath(String model, @Nullable String version) {
  static ModelPath of(RoutingContext context) {
    return new ModelPath(String.valueOf(context.pathParam("model")), context.pathParam("version"));
  }
}
