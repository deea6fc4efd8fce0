/** The broker and registry of the measurements, in this JVM or in one of their own. */
@NullMarked
package io.sensorium.bench.broker;

import org.jspecify.annotations.NullMarked;
