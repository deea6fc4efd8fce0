/** The worker's figures for Prometheus: the only package that knows Micrometer. */
@NullMarked
package io.sensorium.worker.metrics;

import org.jspecify.annotations.NullMarked;
