/** Trains one model on labelled samples of the real world, and examines it on others. */
@NullMarked
package io.sensorium.model.supervised;

import org.jspecify.annotations.NullMarked;
