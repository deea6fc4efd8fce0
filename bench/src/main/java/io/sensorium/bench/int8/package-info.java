/** What 8 bits gain and cost: networks in float and in int8, in turn on one thread. */
@NullMarked
package io.sensorium.bench.int8;

import org.jspecify.annotations.NullMarked;
