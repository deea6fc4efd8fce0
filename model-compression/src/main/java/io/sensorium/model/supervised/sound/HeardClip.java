package io.sensorium.model.supervised.sound;

/**
 * A clip of sound.
 *
 * @param source the recording that it was cut from: clips of one source are never both learned from
 *     and tested
 * @param mel its log-mel spectrogram [band][spectrum], see {@link ClipFeatures}; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent")
record HeardClip(String source, float[] mel) {}
