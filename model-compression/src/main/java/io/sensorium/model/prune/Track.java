package io.sensorium.model.prune;

/**
 * Where the channels of a value lie.
 *
 * @param axis of the channels
 * @param ids one for each index along the axis
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Track(int axis, int[] ids) {}
