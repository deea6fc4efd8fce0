package io.sensorium.ingest.scene;

/**
 * Something said or written in a scene.
 *
 * @param timeUs when, in microseconds of the site's clock
 * @param spoken true for an utterance, false for a written message
 * @param text English, with the slips of people who type in a hurry
 */
public record Utterance(long timeUs, boolean spoken, String text) {}
