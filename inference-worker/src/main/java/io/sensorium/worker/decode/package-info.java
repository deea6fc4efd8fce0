/** Raw outputs of models to results of predictions. */
@NullMarked
package io.sensorium.worker.decode;

import org.jspecify.annotations.NullMarked;
