package io.sensorium.worker.tally;

/**
 * What is counted apart.
 *
 * @param model the model's name
 * @param version the version's number
 * @param via who it ran for
 */
public record TalliedModel(String model, String version, Via via) {}
