/** A car on the road, simulated: what is ahead, heard and said. */
@NullMarked
package io.sensorium.ingest.scene.road;

import org.jspecify.annotations.NullMarked;
