/** The sites of one task: their events in arrival order, and their state in the store. */
@NullMarked
package io.sensorium.fusion.stream.site;

import org.jspecify.annotations.NullMarked;
