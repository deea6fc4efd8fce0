/**
 * Differentiable functions of small matrices, written once: run, differentiated and exported. Pure.
 */
@NullMarked
package io.sensorium.model.formula;

import org.jspecify.annotations.NullMarked;
