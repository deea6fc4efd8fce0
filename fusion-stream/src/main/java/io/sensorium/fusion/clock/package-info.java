/**
 * What a sensor's clock is off by, learnt from how its events arrive: pure arithmetic on whole
 * microseconds.
 */
@NullMarked
package io.sensorium.fusion.clock;

import org.jspecify.annotations.NullMarked;
