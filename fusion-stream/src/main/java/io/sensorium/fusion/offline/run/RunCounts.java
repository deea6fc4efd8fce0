package io.sensorium.fusion.offline.run;

/**
 * What went through a run.
 *
 * @param events rows that are the pipeline's business
 * @param notOurs rows that match no input
 * @param sites places with at least one event
 * @param mostBuffered the most events that one site had in its buffer after an event
 */
public record RunCounts(long events, long notOurs, int sites, int mostBuffered) {}
