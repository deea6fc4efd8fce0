/** Models on ONNX Runtime: the only package that knows its types. */
@NullMarked
package io.sensorium.worker.onnx;

import org.jspecify.annotations.NullMarked;
