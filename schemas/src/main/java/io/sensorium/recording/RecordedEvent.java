package io.sensorium.recording;

import io.sensorium.event.Modality;

/**
 * One row of a recording.
 *
 * @param row from 0, without the header
 * @param arrivalUs arrival time, microseconds since the epoch of time
 * @param timeUs event time, microseconds since the epoch of time
 * @param site the place
 * @param modality the sense
 * @param sensor the sensor at the site
 * @param id the event id; the row number where the row has none
 * @param durationUs span of a chunk in microseconds, 0 where the row has none
 * @param payload the text itself, or the path of a file relative to the recording
 */
public record RecordedEvent(
    long row,
    long arrivalUs,
    long timeUs,
    String site,
    Modality modality,
    String sensor,
    String id,
    long durationUs,
    String payload) {}
