/** From an event to its prediction, stage by stage, beside hops of bare Kafka. */
@NullMarked
package io.sensorium.bench.latency;

import org.jspecify.annotations.NullMarked;
