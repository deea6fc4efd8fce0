package io.sensorium.fusion.align;

/**
 * How an approximate pace chooses among sets of events.
 *
 * @param agePenalty a later set must be shorter by this factor of the time by which it ends later
 * @param largestIntervalUs no set spans more; {@link AlignmentSpec#NONE} for no limit
 */
public record ApproximateRules(double agePenalty, long largestIntervalUs) {}
