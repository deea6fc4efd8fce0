package io.sensorium.fusion.align;

/**
 * One event as the aligner sees it.
 *
 * @param modality with {@code sensor} names the clock that made the time
 * @param id unique for the sensor
 * @param timeUs event time by the device, without any offset, in microseconds
 * @param durationUs span of a chunk in microseconds; 0 for a point in time
 * @param handle what the caller knows it by; the aligner never looks inside
 */
public record SensorEvent<R>(
    Modality modality, String sensor, String id, long timeUs, long durationUs, R handle) {}
