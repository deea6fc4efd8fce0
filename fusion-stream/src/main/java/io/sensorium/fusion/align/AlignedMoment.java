package io.sensorium.fusion.align;

import java.util.List;

/**
 * A closed moment that is to be emitted.
 *
 * @param epoch how often the site's pace clock has been reset
 * @param timeUs T
 * @param openedUs arrival of what opened it
 * @param closedUs the instant, by the arrival clock, at which the last input settled
 * @param matches for each input, in the order of the pipeline file, its events by time, sensor and
 *     id; an empty list where the input is missing
 */
public record AlignedMoment<R>(
    int epoch,
    long timeUs,
    long openedUs,
    long closedUs,
    ClosedBy closedBy,
    List<List<SensorEvent<R>>> matches) {}
