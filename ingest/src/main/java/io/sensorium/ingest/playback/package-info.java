/** When the events of a recording or of a simulation are due. */
@NullMarked
package io.sensorium.ingest.playback;

import org.jspecify.annotations.NullMarked;
