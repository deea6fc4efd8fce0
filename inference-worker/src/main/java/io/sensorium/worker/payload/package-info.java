/** Resolves a moment's references to payload bytes, by following the source partitions. */
@NullMarked
package io.sensorium.worker.payload;

import org.jspecify.annotations.NullMarked;
