package io.sensorium.pipeline;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a pipeline holds out against.
 *
 * @param maxAhead an event further ahead of its arrival is dropped as future; null for no limit
 * @param maxBehind an event further behind its arrival is dropped as stale; null for no limit
 * @param clockJump a sensor that falls behind its own watermark by more has reset its clock; null
 *     for never
 * @param bufferedEventsPerSite the oldest goes beyond this number
 * @param clockAlarm a device whose clock is off by more raises an alarm; null for never
 * @param driftAlarmPpm a device whose clock drifts by more millionths of time raises an alarm; null
 *     for never
 */
public record Limits(
    @Nullable Duration maxAhead,
    @Nullable Duration maxBehind,
    @Nullable Duration clockJump,
    int bufferedEventsPerSite,
    @Nullable Duration clockAlarm,
    @Nullable Double driftAlarmPpm) {}
