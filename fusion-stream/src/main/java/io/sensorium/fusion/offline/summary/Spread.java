package io.sensorium.fusion.offline.summary;

/**
 * How values are spread; microseconds. The least and the most are exact, the quantiles to three
 * digits. All are 0 where nothing was measured.
 *
 * @param count how many values
 * @param p50 no more than half of the values are greater
 */
public record Spread(long count, long least, long p50, long p90, long p99, long most) {}
