package io.sensorium.fusion.align;

import io.sensorium.fusion.clock.ClockReading;

/**
 * A sensor's clock has gone beyond a limit, or has come back.
 *
 * @param event with which it was noticed; its sensor is the one meant
 * @param arrivalUs arrival of the event
 * @param raised false where the clock has come back
 * @param reading by how much it is off
 */
public record ClockAlarm<R>(
    SensorEvent<R> event, long arrivalUs, boolean raised, ClockReading reading) {}
