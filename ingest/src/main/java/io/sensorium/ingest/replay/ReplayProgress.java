package io.sensorium.ingest.replay;

import java.time.Duration;

/**
 * How far a replay is.
 *
 * @param events handed to the publisher
 * @param recorded span of the recording that has been fed, by arrival time
 * @param behind how much later than due the latest event was handed over
 */
public record ReplayProgress(long events, Duration recorded, Duration behind) {}
