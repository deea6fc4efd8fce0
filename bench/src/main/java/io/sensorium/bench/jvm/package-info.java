/** JVMs of a measurement, seen from outside: how they are started, asked and ended. */
@NullMarked
package io.sensorium.bench.jvm;

import org.jspecify.annotations.NullMarked;
