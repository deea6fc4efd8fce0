/** Aligns a recording without Kafka and without opening its payloads. */
@NullMarked
package io.sensorium.fusion.offline;

import org.jspecify.annotations.NullMarked;
