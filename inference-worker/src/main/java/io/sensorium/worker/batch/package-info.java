/** Dynamic batching: how long what has come waits for what may come. */
@NullMarked
package io.sensorium.worker.batch;

import org.jspecify.annotations.NullMarked;
