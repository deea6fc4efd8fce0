/** A moment with its payloads, and what becomes of it. */
@NullMarked
package io.sensorium.worker.moment;

import org.jspecify.annotations.NullMarked;
