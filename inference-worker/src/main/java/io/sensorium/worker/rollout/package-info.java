/** Model versions changed while the worker runs: switched, returned, tried on a share, compared. */
@NullMarked
package io.sensorium.worker.rollout;

import org.jspecify.annotations.NullMarked;
