/** Figures of several rounds, and the reports that they stand in. */
@NullMarked
package io.sensorium.bench.figure;

import org.jspecify.annotations.NullMarked;
