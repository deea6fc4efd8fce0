package io.sensorium.ingest.publish;

/**
 * Where an acknowledged event stands.
 *
 * @param topic of its record
 * @param partition of its record
 * @param offset of its record
 */
public record Published(String topic, int partition, long offset) {}
