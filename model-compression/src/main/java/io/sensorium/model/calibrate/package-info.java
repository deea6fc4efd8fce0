/** The ranges of activations, found by running a model on samples; pure. */
@NullMarked
package io.sensorium.model.calibrate;

import org.jspecify.annotations.NullMarked;
