/** Finds sets of one event from each of several streams that lie closest in time; pure. */
@NullMarked
package io.sensorium.fusion.approximate;

import org.jspecify.annotations.NullMarked;
