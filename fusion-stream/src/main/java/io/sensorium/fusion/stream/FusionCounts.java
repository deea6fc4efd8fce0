package io.sensorium.fusion.stream;

import java.util.Collections;
import java.util.Map;

/**
 * What the tasks of this JVM have done since it started. Events that were taken again after a
 * failure count again.
 *
 * @param events the pipeline's events by modality: camera, audio, text
 * @param notOurs events that match no input
 * @param moments emitted moments
 * @param dropped dropped events by reason, such as {@code clock-reset}; reasons without any are
 *     left out
 * @param deadLetters records that could not be decoded
 * @param buffered events that are kept at this instant
 * @param unmatched those of them that are in no moment yet
 * @param waiting tasks in which the passing of time alone may decide something
 */
public record FusionCounts(
    Map<String, Long> events,
    long notOurs,
    long moments,
    Map<String, Long> dropped,
    long deadLetters,
    long buffered,
    long unmatched,
    long waiting) {
  public FusionCounts {
    events = Collections.unmodifiableMap(events);
    dropped = Collections.unmodifiableMap(dropped);
  }
}
