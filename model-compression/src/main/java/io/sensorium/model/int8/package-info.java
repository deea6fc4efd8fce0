/** Static int8 quantization of any model from the file to the report. */
@NullMarked
package io.sensorium.model.int8;

import org.jspecify.annotations.NullMarked;
