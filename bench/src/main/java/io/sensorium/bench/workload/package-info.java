/** What the worker is measured with: networks with fixed random weights, and payloads for them. */
@NullMarked
package io.sensorium.bench.workload;

import org.jspecify.annotations.NullMarked;
