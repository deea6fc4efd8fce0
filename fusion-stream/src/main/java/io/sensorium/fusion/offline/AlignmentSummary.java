package io.sensorium.fusion.offline;

import io.sensorium.fusion.align.DropReason;
import java.util.Map;

/**
 * What came of a recording.
 *
 * @param events rows that are the pipeline's business
 * @param notOurs rows that match no input
 * @param sites places with at least one event
 * @param moments emitted moments
 * @param momentsWith for each input, in the order of the pipeline file, the moments that have it
 * @param complete moments that have every input
 * @param dropped for each reason, the events dropped for it; reasons without any are left out
 * @param mostBuffered the most events that one site had in its buffer after an event
 */
public record AlignmentSummary(
    long events,
    long notOurs,
    int sites,
    long moments,
    Map<String, Long> momentsWith,
    long complete,
    Map<DropReason, Long> dropped,
    int mostBuffered) {}
