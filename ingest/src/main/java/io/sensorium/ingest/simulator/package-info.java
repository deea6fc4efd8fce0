/** Seeded sites whose sensors send events with jitter, disorder, drop-outs and duplicates. */
@NullMarked
package io.sensorium.ingest.simulator;

import org.jspecify.annotations.NullMarked;
