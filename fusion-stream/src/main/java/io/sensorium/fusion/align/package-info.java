/**
 * Aligns the events of one site by time into moments: pure rules, with the clock as an argument.
 */
@NullMarked
package io.sensorium.fusion.align;

import org.jspecify.annotations.NullMarked;
