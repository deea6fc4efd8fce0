/** What an ONNX model is made of and what a run of it takes, read from its graph. */
@NullMarked
package io.sensorium.model.anatomy;

import org.jspecify.annotations.NullMarked;
