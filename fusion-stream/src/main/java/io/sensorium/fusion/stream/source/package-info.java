/** Source records as the events that alignment takes: heads, read where they were fetched. */
@NullMarked
package io.sensorium.fusion.stream.source;

import org.jspecify.annotations.NullMarked;
