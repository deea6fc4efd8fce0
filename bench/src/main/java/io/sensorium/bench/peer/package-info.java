/** The contenders that run on Kafka's own libraries, ours among them. */
@NullMarked
package io.sensorium.bench.peer;

import org.jspecify.annotations.NullMarked;
