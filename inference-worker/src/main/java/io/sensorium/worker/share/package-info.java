/** Moments of a share group: acquired, answered and acknowledged one by one, at least once. */
@NullMarked
package io.sensorium.worker.share;

import org.jspecify.annotations.NullMarked;
