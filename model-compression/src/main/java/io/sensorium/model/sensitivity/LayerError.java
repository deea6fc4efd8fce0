package io.sensorium.model.sensitivity;

/**
 * What one layer costs.
 *
 * @param node the layer's name
 * @param loss quality lost where it alone runs on 8 bits
 */
public record LayerError(String node, double loss) {}
