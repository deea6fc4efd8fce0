/** The worker against its models alone and against its peers: the load, the rounds, the report. */
@NullMarked
package io.sensorium.bench.worker;

import org.jspecify.annotations.NullMarked;
