/** Consumes moments and publishes what became of them, in order and exactly once. */
@NullMarked
package io.sensorium.worker.delivery;

import org.jspecify.annotations.NullMarked;
