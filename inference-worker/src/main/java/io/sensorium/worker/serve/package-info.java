/** Models run for whoever asks, beside the pipeline: loaded on use, on threads of their own. */
@NullMarked
package io.sensorium.worker.serve;

import org.jspecify.annotations.NullMarked;
