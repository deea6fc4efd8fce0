/** ONNX files read and written, with data that lies outside of them. */
@NullMarked
package io.sensorium.model.file;

import org.jspecify.annotations.NullMarked;
