package io.sensorium.ingest.scene;

/**
 * What a scenario's sites and their sensors are called.
 *
 * @param site a kind of place; a number follows
 * @param voice gives utterances
 * @param chat gives messages
 */
public record SensorNames(
    String site, String camera, String microphone, String voice, String chat) {}
