/** Channels brought to like ranges before they are put on 8 bits; the function stays the same. */
@NullMarked
package io.sensorium.model.equalize;

import org.jspecify.annotations.NullMarked;
