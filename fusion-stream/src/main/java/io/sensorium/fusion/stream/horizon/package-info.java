/** How far the source partitions are read. */
@NullMarked
package io.sensorium.fusion.stream.horizon;

import org.jspecify.annotations.NullMarked;
