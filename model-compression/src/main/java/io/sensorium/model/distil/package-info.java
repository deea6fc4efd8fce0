/**
 * Small networks that learn what a larger model says (Hinton, Vinyals and Dean, "Distilling the
 * Knowledge in a Neural Network", 2015).
 */
@NullMarked
package io.sensorium.model.distil;

import org.jspecify.annotations.NullMarked;
