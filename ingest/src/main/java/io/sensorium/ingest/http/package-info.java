/** The HTTP way in: one POST for each event, answered when Kafka has acknowledged it. */
@NullMarked
package io.sensorium.ingest.http;

import org.jspecify.annotations.NullMarked;
