/** Alignment of what real sensors with real clocks recorded. */
@NullMarked
package io.sensorium.fusion.recorded;

import org.jspecify.annotations.NullMarked;
