package io.sensorium.ingest.simulator;

import java.time.Duration;

/**
 * How far a simulator is.
 *
 * @param events handed to the publisher
 * @param simulated span that has been played
 * @param behind how much later than due the latest event was handed over
 */
public record SimulatorProgress(long events, Duration simulated, Duration behind) {}
