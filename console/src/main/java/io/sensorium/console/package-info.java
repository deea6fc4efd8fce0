/** Predictions out: as JSON lines and as a live page. */
@NullMarked
package io.sensorium.console;

import org.jspecify.annotations.NullMarked;
