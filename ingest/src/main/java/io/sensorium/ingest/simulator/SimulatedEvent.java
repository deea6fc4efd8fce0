package io.sensorium.ingest.simulator;

import io.sensorium.event.Modality;

/**
 * One delivery of one event. Times are microseconds since the simulation began.
 *
 * @param arrivalUs when the broker gets it
 * @param timeUs event time by the device's clock, which may be a little off
 * @param site such as {@code home-1}
 * @param sensor at the site
 * @param id the same for every delivery of an event
 * @param durationUs span of a chunk, 0 for others
 * @param content what is to be rendered
 */
public record SimulatedEvent(
    long arrivalUs,
    long timeUs,
    String site,
    Modality modality,
    String sensor,
    String id,
    long durationUs,
    Content content) {}
