/** What a version that runs beside would have said, compared with what was said, and published. */
@NullMarked
package io.sensorium.worker.rollout.compare;

import org.jspecify.annotations.NullMarked;
