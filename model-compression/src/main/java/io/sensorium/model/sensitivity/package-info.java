/** What quantization costs, and the layers that cost most; pure. */
@NullMarked
package io.sensorium.model.sensitivity;

import org.jspecify.annotations.NullMarked;
