package io.sensorium.bench.contender;

/**
 * What one run took of its JVM. Times are milliseconds since the epoch of time.
 *
 * @param firstMs when the first events were seen to be taken
 * @param firstTaken how many had been taken by then
 * @param taken how many were taken in the end
 * @param lastTakenMs when these were
 * @param cpuNanos processor time from {@code firstMs} to the end of the run
 * @param heapBytes in use at the end, after a full collection, with all state still held
 * @param residentBytes at the end; -1 where unknown
 * @param fileBytes written to files by the run; -1 where unknown
 */
public record Usage(
    long firstMs,
    long firstTaken,
    long taken,
    long lastTakenMs,
    long cpuNanos,
    long heapBytes,
    long residentBytes,
    long fileBytes) {}
