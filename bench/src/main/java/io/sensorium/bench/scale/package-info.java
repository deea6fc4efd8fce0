/** More workers on as many partitions as there are, with a model that only takes time. */
@NullMarked
package io.sensorium.bench.scale;

import org.jspecify.annotations.NullMarked;
