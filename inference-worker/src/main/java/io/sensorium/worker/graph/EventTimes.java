package io.sensorium.worker.graph;

import io.sensorium.event.EventReference;
import io.sensorium.pipeline.Input;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Event times in microseconds, as the alignment of an input sees them. */
final class EventTimes {
  private EventTimes() {}

  static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  /** With the input's offset added. */
  static long of(EventReference reference, Input input) {
    return micros(reference.getEventTime()) + input.offset().toNanos() / 1000;
  }
}
