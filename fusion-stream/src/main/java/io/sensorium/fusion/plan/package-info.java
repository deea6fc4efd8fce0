/** Reads out of a pipeline file what the aligner needs. */
@NullMarked
package io.sensorium.fusion.plan;

import org.jspecify.annotations.NullMarked;
