package io.sensorium.ingest.http;

import io.sensorium.ingest.publish.SensorEvent;
import io.vertx.core.buffer.Buffer;

/** Makes an event of a whole body, once head and media type have been accepted. */
@FunctionalInterface
interface PayloadDecoder {
  /**
   * @throws io.sensorium.ingest.payload.PayloadException if the body is not what its type says
   */
  SensorEvent decode(Buffer body);
}
