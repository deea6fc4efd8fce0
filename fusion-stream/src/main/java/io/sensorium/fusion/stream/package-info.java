/** Runs the aligner on Kafka Streams: sources in by reference, moments and drops out. */
@NullMarked
package io.sensorium.fusion.stream;

import org.jspecify.annotations.NullMarked;
