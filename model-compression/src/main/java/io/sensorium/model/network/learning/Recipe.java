package io.sensorium.model.network.learning;

/**
 * How to train.
 *
 * @param epochs how often every example is seen
 * @param batch examples between two steps
 * @param learningRate of the first step; it falls to 0 along a half cosine
 * @param decay of the weights, decoupled
 * @param seed of the order of examples and of their variations
 */
public record Recipe(int epochs, int batch, double learningRate, double decay, long seed) {}
