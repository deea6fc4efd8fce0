/** The inference worker: moments in, predictions out. */
@NullMarked
package io.sensorium.worker;

import org.jspecify.annotations.NullMarked;
