/** The port behind which models run: named tensors in, named tensors out. */
@NullMarked
package io.sensorium.worker.tensor;

import org.jspecify.annotations.NullMarked;
