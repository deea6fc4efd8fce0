/** Samples: values of a model's inputs, to calibrate and to measure with; pure. */
@NullMarked
package io.sensorium.model.sample;

import org.jspecify.annotations.NullMarked;
