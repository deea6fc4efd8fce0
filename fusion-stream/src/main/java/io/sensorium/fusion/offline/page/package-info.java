/** Draws a run as one self-contained page: sensors as lanes, moments as links to their events. */
@NullMarked
package io.sensorium.fusion.offline.page;

import org.jspecify.annotations.NullMarked;
