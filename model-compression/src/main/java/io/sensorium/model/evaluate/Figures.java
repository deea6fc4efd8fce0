package io.sensorium.model.evaluate;

import io.sensorium.model.evaluate.metric.Spread;

/**
 * What one candidate came to.
 *
 * @param bytes of its model file
 * @param latency of runs by one thread, one sample at a time, without features
 */
public record Figures(String name, long bytes, Spread latency, Quality quality) {}
