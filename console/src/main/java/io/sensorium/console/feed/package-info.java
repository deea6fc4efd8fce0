/** Follows a prediction topic from its end. */
@NullMarked
package io.sensorium.console.feed;

import org.jspecify.annotations.NullMarked;
