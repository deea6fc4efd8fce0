package io.sensorium.fusion.stream;

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
 * @param buffered events that wait at this instant and are in no moment yet
 */
public record FusionCounts(
    Map<String, Long> eventsByModality,
    long notOurs,
    long moments,
    long openMoments,
    Map<String, Long> dropped,
    long deadLetters,
    long buffered) {
  public FusionCounts {
    eventsByModality = Collections.unmodifiableMap(eventsByModality);
    dropped = Collections.unmodifiableMap(dropped);
  }

  /** Events read, of all modalities. */
  public long events() {
    return eventsByModality.values().stream().mapToLong(n -> n).sum();
  }
}
