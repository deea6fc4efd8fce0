/**
 * Runs models on ONNX Runtime, to calibrate and to measure them; nothing else of this module knows
 * it.
 */
@NullMarked
package io.sensorium.model.onnx;

import org.jspecify.annotations.NullMarked;
