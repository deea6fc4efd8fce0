/** Static int8 quantization of ONNX models, pure: graphs in, graphs out. */
@NullMarked
package io.sensorium.model.quantize;

import org.jspecify.annotations.NullMarked;
