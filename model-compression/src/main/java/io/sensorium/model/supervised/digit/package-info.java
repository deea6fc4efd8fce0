/** Which digit is said. */
@NullMarked
package io.sensorium.model.supervised.digit;

import org.jspecify.annotations.NullMarked;
