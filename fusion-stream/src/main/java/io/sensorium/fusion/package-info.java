/** Fusion: the application that turns the events of the source topics into moments. */
@NullMarked
package io.sensorium.fusion;

import org.jspecify.annotations.NullMarked;
