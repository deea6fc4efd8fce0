/**
 * A recording: a folder with {@code timeline.csv}, in arrival order, and the payload files that it
 * names.
 */
@NullMarked
package io.sensorium.recording;

import org.jspecify.annotations.NullMarked;
