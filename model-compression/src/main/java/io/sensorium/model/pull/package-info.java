/** Files fetched from the internet with limits: size, time, addresses, checksum. Knows no model. */
@NullMarked
package io.sensorium.model.pull;

import org.jspecify.annotations.NullMarked;
