/** Measurements, both sides in one run on one machine. */
@NullMarked
package io.sensorium.bench;

import org.jspecify.annotations.NullMarked;
