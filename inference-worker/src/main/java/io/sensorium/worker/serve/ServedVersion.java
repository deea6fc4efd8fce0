package io.sensorium.worker.serve;

/**
 * One version of a model.
 *
 * @param model the model's name
 * @param version the version's number
 */
public record ServedVersion(String model, String version) {}
