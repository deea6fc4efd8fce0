/** Trained networks as ONNX models. */
@NullMarked
package io.sensorium.model.export;

import org.jspecify.annotations.NullMarked;
