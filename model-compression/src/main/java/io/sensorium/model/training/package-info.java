/**
 * Trains the reference models of a scenario on simulated scenes and writes them as a model
 * repository.
 */
@NullMarked
package io.sensorium.model.training;

import org.jspecify.annotations.NullMarked;
