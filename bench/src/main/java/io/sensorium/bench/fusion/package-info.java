/** Fusion against its peers: the loads, the rounds, the report. */
@NullMarked
package io.sensorium.bench.fusion;

import org.jspecify.annotations.NullMarked;
