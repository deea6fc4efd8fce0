package io.sensorium.fusion.stream;

import io.sensorium.fusion.clock.ClockFigures;
import java.util.Collections;
import java.util.Map;

/**
 * What the tasks of this JVM have done since it started. Events that were taken again after a
 * failure count again.
 *
 * @param eventsByModality events read: camera, audio, text
 * @param notOurs those of them that match no input
 * @param moments emitted moments
 * @param openMoments moments that are open at this instant
 * @param dropped dropped events by reason, such as {@code clock-reset}; reasons without any are
 *     left out
 * @param deadLetters records that could not be decoded
 * @param overtaken events that were read when their arrival had already been taken for passed, and
 *     were handled late: the probe allowance was too small, or a broker's clock is behind
 * @param buffered events that wait at this instant and are in no moment yet
 * @param clocks what the clocks of the sensors are off by, as of a few seconds ago
 * @param alarms how often a clock has gone beyond a limit
 */
public record FusionCounts(
    Map<String, Long> eventsByModality,
    long notOurs,
    long moments,
    long openMoments,
    Map<String, Long> dropped,
    long deadLetters,
    long overtaken,
    long buffered,
    ClockFigures clocks,
    long alarms) {
  public FusionCounts {
    eventsByModality = Collections.unmodifiableMap(eventsByModality);
    dropped = Collections.unmodifiableMap(dropped);
  }

  /** Events read, of all modalities. */
  public long events() {
    return eventsByModality.values().stream().mapToLong(n -> n).sum();
  }
}
