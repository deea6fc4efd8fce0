/** Trained models with another head: what they have learned serves other labels. */
@NullMarked
package io.sensorium.model.transfer;

import org.jspecify.annotations.NullMarked;
