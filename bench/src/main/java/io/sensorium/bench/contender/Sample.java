package io.sensorium.bench.contender;

/**
 * One look at a process.
 *
 * @param ms when, milliseconds since the epoch of time
 * @param cpuNanos processor time that the process has taken since it began
 * @param taken events taken since the run began
 */
record Sample(long ms, long cpuNanos, long taken) {}
