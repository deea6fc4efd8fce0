package io.sensorium.worker.graph;

import io.sensorium.config.Durations;
import io.sensorium.event.EventReference;
import io.sensorium.pipeline.Input;

/** Event times in microseconds, as the alignment of an input sees them. */
final class EventTimes {
  private EventTimes() {}

  /** With the input's offset added. */
  static long of(EventReference reference, Input input) {
    return Durations.micros(reference.getEventTime()) + input.offset().toNanos() / 1000;
  }
}
