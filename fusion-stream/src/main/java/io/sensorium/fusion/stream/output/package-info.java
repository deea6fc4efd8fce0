/** What is decided, as records on their way to the broker. */
@NullMarked
package io.sensorium.fusion.stream.output;

import org.jspecify.annotations.NullMarked;
