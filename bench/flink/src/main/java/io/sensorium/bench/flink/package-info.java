/** Flink's interval join as a contender; nothing else of the project sees Flink. */
@NullMarked
package io.sensorium.bench.flink;

import org.jspecify.annotations.NullMarked;
